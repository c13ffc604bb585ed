/** clientele serve: the web product and the API over a data folder, until it is told to stop. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { openContext } from '../../context/context.ts';
import { isUsed, readConfig } from '../../context/config.ts';
import { readEnv } from '../../context/env.ts';
import { fillWithDemo } from '../../flow/keep/fill-with-demo.ts';
import { lastCompleteMonth } from './demo.ts';
import { openControl } from '../../server/control.ts';
import { startServerOn } from '../../server/start.ts';
import type { DefineCommand } from '../command.ts';
import { exitCodes, type Io } from '../io.ts';
import { runOf } from '../progress.ts';
import { runProgram } from '../program.ts';
import { type RemoteCommand, serverFile } from '../remote.ts';
import { say } from '../say.ts';

interface Options {
  data?: string;
  demo?: boolean;
  host?: string;
  port?: string;
  open?: boolean;
}

export const serve: DefineCommand = (program, { io, finish }) => {
  program
    .command('serve')
    .description('Start the web product and the API')
    .option('--data <dir>', 'data folder')
    .option('--demo', 'with a demo company, in a data folder of its own')
    .option('--host <host>', 'address to listen on; 127.0.0.1 unless told otherwise')
    .option('--port <port>', 'port to listen on; 4170 unless told otherwise')
    .option('--open', 'open the browser where there is one')
    .addHelpText('after', '\nExample: clientele serve --data ./company --port 8080')
    .action(async (options: Options) => {
      const config = readConfig(readEnv(), options);
      const fresh = !isUsed(config.dataDir);
      await using opened = new AsyncDisposableStack();
      const context = opened.use(await openContext(config));
      if (config.demo && fresh) {
        const run = runOf(io);
        await fillWithDemo(context, { customers: 300, seed: 1, lastMonth: lastCompleteMonth(), language: io.language }, run);
        run.end();
      }
      const server = await startServerOn(context);
      opened.defer(() => server.close());
      opened.use(
        await openControl<RemoteCommand>(serverFile(config.dataDir), (command, print, signal) => {
          const remote: Io = {
            cwd: command.cwd,
            language: command.language,
            drawsProgress: command.drawsProgress,
            signal,
            out: (out) => print({ out }),
            err: (err) => print({ err }),
          };
          return runProgram(command.args, remote, (_given, work) => work(context));
        }),
      );
      io.out(`${say('cli_ready', { url: server.url }, io.language) ?? server.url}\n`);
      if (options.open) openBrowser(server.url);
      if (!io.signal.aborted) await once(io.signal, 'abort');
      io.err(`${say('cli_stopping', {}, io.language) ?? ''}\n`);
      finish(exitCodes.done);
    });
};

/** Where there is no browser (a server, a container) nothing happens. */
function openBrowser(url: string): void {
  const [program, ...args] =
    process.platform === 'darwin' ? ['open', url] : process.platform === 'win32' ? ['cmd', '/c', 'start', '', url] : ['xdg-open', url];
  const seen =
    process.platform !== 'linux' ||
    process.env['DISPLAY'] !== undefined ||
    process.env['WAYLAND_DISPLAY'] !== undefined ||
    existsSync('/mnt/wslg');
  if (!seen || process.env['CI'] !== undefined) return;
  spawn(program!, args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
