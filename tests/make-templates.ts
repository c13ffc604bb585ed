/** A program that makes the data folders that tests copy, in the folder that it is given: one that is empty, and one whose owner has signed in. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../src/context/config.ts';
import { openContext } from '../src/context/context.ts';
import { startServer } from '../src/server/start.ts';
import { copyFolder } from './copy-folder.ts';
import { owner, WebClient } from './web-client.ts';

const folder = process.argv[2]!;
const empty = join(folder, 'template-empty');
const owned = join(folder, 'template-owned');

const context = await openContext(readConfig({ CLIENTELE_LOG: 'silent' }, { data: empty }));
await context[Symbol.asyncDispose]();

copyFolder({ from: empty, to: owned });
const server = await startServer({ dataDir: owned });
const web = new WebClient(server.url);
const { status, body } = await web.ask('POST', '/api/owner', owner);
await server.close();
if (status !== 200) throw new Error(`The owner of the template was answered ${status}: ${JSON.stringify(body)}`);
writeFileSync(`${owned}.cookie`, web.cookie);
