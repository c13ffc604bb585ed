/** clientele serve: the web product and the API over a data folder, until it is told to stop. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { isUsed, readConfig } from '../../context/config.ts';
import { readEnv } from '../../context/env.ts';
import { lastCompleteMonth } from './demo.ts';
import { command } from '../command.ts';
import type { Io } from '../io.ts';
import { runOf } from '../progress.ts';
import { serverFile } from '../remote.ts';

interface Options {
  data?: string;
  demo?: boolean;
  host?: string;
  port?: string;
  open?: boolean;
}

export const serve = command<Options>({
  name: 'serve',
  description: 'Start the web product and the API',
  options: [
    ['--data <dir>', 'data folder'],
    ['--demo', 'with a demo company, in a data folder of its own'],
    ['--host <host>', 'address to listen on; 127.0.0.1 unless told otherwise'],
    ['--port <port>', 'port to listen on; 4170 unless told otherwise'],
    ['--open', 'open the browser where there is one'],
  ],
  examples: ['serve --data ./company --port 8080'],
  async work({ options, io, words }, { loadServer, runProgram }) {
    const config = readConfig(readEnv(), options);
    const { startServerOn, openControl } = await loadServer();
    const { openContext } = await import('../../context/context.ts');
    const fresh = !isUsed(config.dataDir);
    await using opened = new AsyncDisposableStack();
    const context = opened.use(await openContext(config));
    if (config.demo && fresh) {
      const { fillWithDemo } = await import('../../flow/keep/fill-with-demo.ts');
      const run = runOf(io);
      await fillWithDemo(context, { customers: 300, seed: 1, lastMonth: lastCompleteMonth(), language: io.language }, run);
      run.end();
    }
    const server = await startServerOn(context);
    opened.defer(() => server.close());
    opened.use(
      await openControl(serverFile(config.dataDir), (asked, print, signal) => {
        const remote: Io = {
          cwd: asked.cwd,
          language: asked.language,
          drawsProgress: asked.drawsProgress,
          signal,
          out: (out) => print({ out }),
          err: (err) => print({ err }),
        };
        return runProgram(asked.args, remote, (_given, work) => work(context));
      }),
    );
    io.out(`${words.t('cli_ready', { url: server.url })}\n`);
    if (options.open) openBrowser(server.url);
    if (!io.signal.aborted) await once(io.signal, 'abort');
    io.err(`${words.t('cli_stopping')}\n`);
  },
});

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
