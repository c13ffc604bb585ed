/**
 * Commands for a data folder on which a server already works: the server does them. It leaves its address and a secret in
 * the folder (server.json, readable by its owner only), and listens for commands on loopback alone.
 */
import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { exitCodes, type Io } from './io.ts';

export interface RunningServer {
  port: number;
  token: string;
}

export interface RemoteCommand {
  args: string[];
  cwd: string;
  language: Io['language'];
  drawsProgress: boolean;
}

/** One line of the server's answer. */
export type RemoteLine = { out: string } | { err: string } | { exit: number };

export const serverFile = (dataDir: string): string => join(dataDir, 'server.json');

/** Null where no server answers; a file that a killed server left behind is no server. */
export async function findServer(dataDir: string): Promise<RunningServer | null> {
  if (!existsSync(serverFile(dataDir))) return null;
  const server = JSON.parse(readFileSync(serverFile(dataDir), 'utf8')) as RunningServer;
  const alive = await new Promise<boolean>((resolve) => {
    const ping = request(
      { host: '127.0.0.1', port: server.port, path: '/', headers: { authorization: `Bearer ${server.token}` }, timeout: 2000 },
      (response) => {
        response.resume();
        resolve(response.statusCode === 204);
      },
    );
    ping.on('error', () => resolve(false));
    ping.on('timeout', () => ping.destroy());
    ping.end();
  });
  return alive ? server : null;
}

/** Returns the command's exit code. */
export async function askServer(server: RunningServer, command: RemoteCommand, io: Io): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: server.port,
        path: '/',
        method: 'POST',
        headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
        signal: io.signal,
      },
      (response) => {
        let exit: number = exitCodes.failed;
        const lines = createInterface({ input: response, crlfDelay: Infinity });
        lines.on('line', (text) => {
          const line = JSON.parse(text) as RemoteLine;
          if ('out' in line) io.out(line.out);
          else if ('err' in line) io.err(line.err);
          else if ('exit' in line) exit = line.exit;
        });
        lines.on('close', () => resolve(exit));
      },
    );
    sent.on('error', (error) => (io.signal.aborted ? resolve(exitCodes.cancelled) : reject(error)));
    sent.end(JSON.stringify(command));
  });
}
