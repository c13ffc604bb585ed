/** The command line as scripts and people rely on it: shapes, exit codes, sentences, and two commands at once. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeCompound } from '../fixtures/write-compound.ts';
import { writeXlsx } from '../fixtures/write-xlsx.ts';
import { runProgram } from '../src/cli/program.ts';
import { tryLock } from '../src/context/lock.ts';
import { openCompany, temporaryFolder, type TestCompany } from './company.ts';
import { paymentsFile, type SaleRow, salesFile } from './ledger.ts';
import { clientele, databaseOf, isRunning, serve, start, type Started } from './process.ts';
import { owner, WebClient } from './web-client.ts';

let folder: string;
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fewSales: SaleRow[] = [
  ['S-1', '2026-05-15', 'C01', 'Granite Wholesale', '400.00', '240.00'],
  ['S-2', '2026-05-16', 'C02', 'Station Kiosk', '20.00', '12.00', 'Bondar'],
  ['S-3', '31.02.2026', 'C03', 'City Hospital', '70.00', '42.00'],
  ['S-4', '2026-05-17', 'C02', 'Station Kiosk', '30.00', '18.00', 'Bondar'],
  ['S-4', '2026-05-17', 'C02', 'Station Kiosk', '30.00', '18.00', 'Bondar'],
];

describe('what commands print', () => {
  let company: TestCompany;
  beforeAll(async () => {
    company = await openCompany();
  });
  afterAll(() => company[Symbol.asyncDispose]());
  const file = () => salesFile(folder, 'sales.csv', fewSales);

  test('import without --yes shows everything, the mapping included, and writes nothing', async () => {
    const { code, out } = await company.run('import', file(), '--json');
    expect(code).toBe(4);
    expect(JSON.parse(out)).toEqual({
      file: file(),
      batch: null,
      kind: 'sales',
      source: 'sales',
      documents: 3,
      lines: 3,
      customers: 2,
      rejected: [{ row: 4, reason: 'invalid_date', detail: expect.stringContaining('31.02.2026') as string }],
      held: [{ row: 6, reason: 'exact_duplicate', detail: '5' }],
      totals: [{ currency: 'RUB', netMinor: '45000' }],
      firstDate: '2026-05-15',
      lastDate: '2026-05-17',
      changes: { new: 3, changed: 0, unchanged: 0, conflict: 0, withdrawn: 0 },
      missing: { documents: 0, from: '2026-05-15', to: '2026-05-17' },
      mapping: {
        kind: 'sales',
        columns: expect.any(Array) as unknown[],
        dateOrder: expect.any(String) as string,
        currency: expect.any(String) as string,
        vatIncludedRate: 0,
        answers: {},
      },
      lost: { documents: 0, lines: 0, totals: [] },
      smaller: { documents: 0, lines: 0, totals: [] },
      assumed: expect.arrayContaining([
        {
          assumption: 'currency',
          value: 'RUB',
          evidence: [{ code: 'currency_column', detail: { heading: 'Currency', currencies: 'RUB' } }],
          decidedBy: 'file',
        },
      ]) as unknown[],
      questions: [],
    });
    expect(await company.json('customers')).toEqual([]);
    expect(readdirSync(join(company.dataDir, 'staging'))).toEqual([]);
    expect(existsSync(join(company.dataDir, 'journal'))).toBe(false);
    // Not even the name under which it was looked at.
    const named = await company.json<{ source: string }>('import', salesFile(folder, 'books.csv', fewSales), '--yes');
    expect(named.source).toBe('books');
    expect(await company.run('undo', '2')).toMatchObject({ code: 0 });
  });

  test('import --yes prints one object per file, and people read the same in words', async () => {
    const payments = paymentsFile(folder, 'payments.csv', [['P-1', '2026-06-02', 'C01', 'Granite Wholesale', '450.00']]);
    const { code, out } = await company.run('import', file(), payments, '--yes', '--json');
    expect(code).toBe(0);
    const [sales, paid] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(Object.keys(sales!)).toEqual([
      'file',
      'batch',
      'kind',
      'source',
      'documents',
      'lines',
      'customers',
      'rejected',
      'held',
      'totals',
      'firstDate',
      'lastDate',
      'changes',
      'missing',
      'lost',
      'smaller',
      'assumed',
      'questions',
    ]);
    expect(sales).toMatchObject({ kind: 'sales', documents: 3, lines: 3, totals: [{ currency: 'RUB', netMinor: '45000' }] });
    expect(paid).toMatchObject({ kind: 'payments', documents: 1, totals: [{ currency: 'RUB', netMinor: '45000' }] });
    const words = await company.run('import', file());
    expect(words.out).toContain('unchanged 3');
    expect(words.out).toContain('row 4 rejected');
  });

  test('customers and check have the documented shapes', async () => {
    const [first] = await company.json<object[]>('customers', '--as-of', '2026-06-30');
    expect(first).toEqual({
      id: expect.any(String) as string,
      codes: ['C01'],
      name: 'Granite Wholesale',
      activity: 'unstabilised',
      lifecycle: 'new',
      tier: 'vip',
      revenueMinor: '40000',
      grossMarginMinor: '16000',
      netProfitMinor: null,
      aliveProbability: null,
      lifetimeValueMinor: expect.stringMatching(/^\d+$/) as string,
      lifetimeValueLowMinor: null,
      lifetimeValueHighMinor: null,
      strategicValueMinor: expect.stringMatching(/^\d+$/) as string,
      strategicTier: 'most_valuable',
      shareOfWalletPermille: null,
      owner: 'Orlova',
      unvalued: [],
      notValued: false,
    });
    const checked = await company.json<{ ok: boolean; checks: object[] }>('check');
    expect(checked.ok).toBe(true);
    for (const each of checked.checks) expect(each).toEqual({ name: expect.any(String) as string, ok: true, difference: '' });
  });

  test('customers are filtered by what people know them by', async () => {
    const named = async (...options: string[]) =>
      (await company.json<{ name: string }[]>('customers', '--as-of', '2026-06-30', ...options)).map((each) => each.name);
    expect(await named('--owner', 'bondar')).toEqual(['Station Kiosk']);
    expect(await named('--search', 'GRANITE')).toEqual(['Granite Wholesale']);
    expect(await named('--search', 'c02')).toEqual(['Station Kiosk']);
    expect(await named('--tier', 'vip')).toEqual(['Granite Wholesale']);
    expect(await named('--activity', 'lost')).toEqual([]);
  });

  test('an amount in a table is money with its currency, in the language asked for', async () => {
    const table = await company.run('customers', '--as-of', '2026-06-30');
    expect(table.out).toMatch(/Granite Wholesale .* RUB\s400\.00 .*Orlova/);
  });

  test('explain wants one customer: none is refused, several are a question', async () => {
    expect(await company.run('explain', 'Nobody & Sons')).toMatchObject({ code: 3, out: '' });
    const several = await company.run('explain', 'i');
    expect(several).toMatchObject({ code: 4, out: '' });
    expect(several.err).toMatch(/Granite Wholesale[\s\S]*Station Kiosk/);
    expect(await company.json('explain', 'station KIOSK')).toMatchObject({
      name: 'Station Kiosk',
      codes: ['C02'],
      activity: expect.any(String) as string,
      reason: expect.any(Object) as object,
    });
  });

  test('a name that a spreadsheet would run as a formula is text in CSV, and itself in JSON', async () => {
    const names = [
      '=HYPERLINK("http://evil.example";"x")',
      "@SUM(1+1)*cmd|' /C calc'!A0",
      '+7 (495) 000-00-00',
      '-Minus Ltd',
      'Ordinary "Quoted", Ltd',
    ];
    const batch = (
      await company.json<{ batch: string }>(
        'import',
        salesFile(
          folder,
          'formulas.csv',
          names.map((name, at): SaleRow => [`F-${at}`, '2026-06-01', `F0${at}`, name, '10.00', '6.00']),
        ),
        '--yes',
      )
    ).batch;
    const { out } = await company.run('customers', '--format', 'csv', '--search', 'F0');
    expect(out.charCodeAt(0)).toBe(0xfeff);
    for (const name of names.slice(0, 4)) expect(out).toContain(`'${name.slice(0, 5)}`);
    expect(out).toContain('"Ordinary ""Quoted"", Ltd"');
    expect(out).not.toMatch(/(^|,|\n)"?[=@+]/);
    expect((await company.json<{ name: string }[]>('customers', '--search', 'F0')).map((each) => each.name).toSorted()).toEqual(
      names.toSorted(),
    );
    await company.run('undo', batch);
  });

  test.each([
    [[], 2],
    [['nonsense'], 2],
    [['import'], 2],
    [['import', 'a.csv', '--kind', 'orders'], 2],
    [['import', 'a.csv', '--unknown'], 2],
    [['import', 'a.csv', '--mapping', 'no-such-file.json'], 2],
    [['customers', '--tier', 'gold'], 2],
    [['customers', '--activity', 'asleep'], 2],
    [['customers', '--lifecycle', 'old'], 2],
    [['customers', '--format', 'xml'], 2],
    [['customers', '--as-of', '2026-02-30'], 2],
    [['value', '--as-of', 'yesterday'], 2],
    [['undo'], 2],
    [['explain'], 2],
    [['demo', '--customers', 'many'], 2],
    [['demo', '--until', '2026-13'], 2],
    [['import', 'no-such-file.csv', '--yes'], 3],
    [['undo', 'last'], 3],
    [['demo'], 3],
  ])('wrong words: clientele %j ends with %i and a sentence', async (args, code) => {
    const ended = await company.run(...args);
    expect(ended).toMatchObject({ code, out: '' });
    expect(ended.err.trim()).not.toBe('');
    expect(ended.err).not.toMatch(/\n {4}at |undefined|\[object/);
  });

  test('every command explains itself, with an example', async () => {
    const { code, out } = await company.run('--help');
    expect(code).toBe(0);
    const commands = [...out.matchAll(/^ {2}([a-z]+) /gm)].map((match) => match[1]!).filter((name) => name !== 'help');
    expect(commands.toSorted()).toEqual([
      'backtest',
      'backup',
      'check',
      'contracts',
      'costs',
      'customers',
      'demo',
      'explain',
      'import',
      'lifetime',
      'potential',
      'profit',
      'rates',
      'receivables',
      'restore',
      'serve',
      'settings',
      'undo',
      'value',
    ]);
    for (const command of commands) {
      const help = await company.run(command, '--help');
      expect(help, command).toMatchObject({ code: 0, err: '' });
      expect(help.out, command).toMatch(/--data <dir>[\s\S]*Example: clientele/);
    }
  });

  test('a mapping file that is no mapping is told where it is wrong', async () => {
    const path = join(folder, 'mapping.json');
    for (const [text, says] of [
      ['{"kind":"sales"}', /columns/],
      ['not json', /not JSON/],
      ['{"kind":"orders","columns":[]}', /kind/],
    ] as const) {
      writeFileSync(path, text);
      const ended = await company.run('import', file(), '--mapping', path);
      expect(ended).toMatchObject({ code: 2, out: '' });
      expect(ended.err).toMatch(says);
    }
  });
});

// Each file that cannot be used at all, and the code by which scripts know why.
const useless: [what: string, file: string, content: string | Buffer | null, code: string][] = [
  ['a file that is not there', 'missing.csv', null, 'not_found'],
  ['an empty file', 'empty.csv', '', 'empty'],
  ['a file of blank lines', 'blank.csv', '\r\n\r\n', 'empty'],
  ['a picture that calls itself CSV', 'picture.csv', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'picture'],
  ['a letter', 'letter.csv', 'Dear all,\nplease find attached nothing.\n', 'no_table'],
  ['a table without a date', 'dateless.csv', 'Number;Customer;Amount\n1;Station Kiosk;10.00\n2;City Hospital;12.00\n', 'column_missing'],
  ['a workbook with a password', 'locked.xlsx', writeCompound(['EncryptionInfo', 'EncryptedPackage']), 'password_protected'],
  ['an old workbook', 'old.xls', writeCompound(['Workbook']), 'old_excel'],
  [
    'half a workbook',
    'half.xlsx',
    writeXlsx({ sheets: [{ name: 'S', rows: Array.from({ length: 50 }, (_, i) => [`row ${i}`, i]) }] }).subarray(0, 900),
    'truncated',
  ],
  ['a bank’s exchange file', 'bank.txt', '1CClientBankExchange\r\nВерсияФормата=1.03\r\nКодировка=Windows\r\n', 'truncated'],
  [
    'CommerceML',
    'orders.xml',
    '<?xml version="1.0" encoding="UTF-8"?><КоммерческаяИнформация ВерсияСхемы="2.10"></КоммерческаяИнформация>',
    'commerceml',
  ],
];

describe('files that cannot be used', () => {
  test('each is refused by its reason, in three languages, in a sentence without holes, and nothing is written', async () => {
    await using company = await openCompany();
    for (const [what, name, content, code] of useless) {
      const path = join(folder, name);
      if (content !== null) writeFileSync(path, content);
      const ended = await company.run('import', path, '--yes', '--json');
      expect(ended.code, what).toBe(3);
      expect(JSON.parse(ended.out), what).toMatchObject({ file: path, error: { code } });
      const sentences = await Promise.all((['en', 'ru', 'uk'] as const).map((language) => said(company, path, language)));
      for (const sentence of sentences) {
        expect(sentence, what).toMatch(/^.{20,}[.]$/s);
        expect(sentence, what).not.toMatch(/undefined|[{}]|\[object|refusal_|null/);
      }
      expect(new Set(sentences).size, what).toBe(3);
      expect(sentences[1], what).toMatch(/[а-я]{4}/);
    }
    for (const place of ['staging', 'rejected'])
      expect(existsSync(join(company.dataDir, place)) ? readdirSync(join(company.dataDir, place)) : []).toEqual([]);
    expect(existsSync(join(company.dataDir, 'journal'))).toBe(false);
    expect(await company.json('customers')).toEqual([]);
  });

  async function said(company: TestCompany, path: string, language: 'en' | 'ru' | 'uk'): Promise<string> {
    let err = '';
    const io = {
      cwd: folder,
      out: () => {},
      err: (text: string) => void (err += text),
      drawsProgress: false,
      language,
      signal: new AbortController().signal,
    };
    await runProgram(['import', path, '--yes'], io, (_given, work) => work(company.context));
    return err.replace(`${path}: `, '').trim();
  }

  test('a good file beside a bad one is loaded; the exit code tells of the bad one', async () => {
    await using company = await openCompany();
    const good = salesFile(folder, 'good.csv', fewSales);
    const { code, out } = await company.run('import', good, join(folder, 'letter.csv'), '--yes', '--json');
    expect(code).toBe(3);
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => Object.keys(JSON.parse(line) as object).includes('error')),
    ).toEqual([false, true]);
    expect(await company.json('customers')).toHaveLength(2);
  });
});

describe('processes', () => {
  const data = (): string => join(folder, 'company');

  test('a folder of something else is refused and left as it was', async () => {
    const photos = join(folder, 'photos');
    mkdirSync(photos);
    writeFileSync(join(photos, 'sea.jpg'), 'blue');
    const ended = await clientele('check', '--data', photos);
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.err).toContain('sea.jpg');
    expect(readdirSync(photos)).toEqual(['sea.jpg']);
    const file = await clientele('check', '--data', join(photos, 'sea.jpg'));
    expect(file).toMatchObject({ code: 2, out: '' });
    expect(file.err).not.toMatch(/\n {4}at /);
  });

  test('settings that cannot be are said in a sentence', async () => {
    for (const settings of [
      { CLIENTELE_PORT: 'eighty' },
      { CLIENTELE_LANGUAGE: 'fr' },
      { CLIENTELE_LOG: 'loud' },
      { CLIENTELE_THREADS: 'none' },
      { DATABASE_URL: 'mysql://x' },
    ]) {
      const ended = await start(['check', '--data', data()], settings).ended;
      expect(ended.code).toBe(2);
      expect(ended.err).toContain(Object.keys(settings)[0]);
      expect(ended.err).not.toMatch(/\n {4}at /);
    }
  });

  test('two commands at once: the second waits and both are done', async () => {
    const first = salesFile(folder, 'first.csv', fewSales);
    const second = salesFile(folder, 'second.csv', [['S-9', '2026-05-20', 'C09', 'Grand Hotel', '90.00', '54.00']]);
    const ended = await Promise.all([
      start(['import', first, '--data', data(), '--yes', '--source', 'office']).ended,
      start(['import', second, '--data', data(), '--yes', '--source', 'hotel']).ended,
    ]);
    expect(ended.map((each) => each.code)).toEqual([0, 0]);
    expect(ended.map((each) => each.err).join('')).toContain('waiting');
    const listed = JSON.parse((await clientele('customers', '--data', data(), '--json')).out) as { name: string }[];
    expect(listed.map((each) => each.name).toSorted()).toEqual(['Grand Hotel', 'Granite Wholesale', 'Station Kiosk']);
    expect(databaseOf(data())).toBeNull();
  });

  test('Ctrl-C ends the waiting for another command', async () => {
    const lock = tryLock(data())!;
    const { child, ended, says } = start(['check', '--data', data()]);
    await says(/waiting/, 'err');
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 130, out: '' });
    lock.release();
  });

  test('Ctrl-C in the middle of an import writes nothing, ends with 130 and stops the database', async () => {
    const rows = Array.from({ length: 15_000 }, (_, at): SaleRow => [
      `L-${at}`,
      '2026-06-01',
      `L${at % 500}`,
      `Kiosk ${at % 500}`,
      '10.00',
      '6.00',
    ]);
    const large = salesFile(folder, 'large.csv', rows);
    const { child, ended } = start(['import', large, '--data', data(), '--yes', '--source', 'kiosks']);
    // The staging place appears when reading begins.
    while (!existsSync(join(data(), 'staging')) || !readdirSync(join(data(), 'staging')).some((name) => name.endsWith('.duckdb')))
      await sleep(5);
    const database = databaseOf(data())!;
    child.kill('SIGINT');
    const { code, err } = await ended;
    expect(code).toBe(130);
    expect(err).not.toMatch(/\n {4}at /);
    expect(isRunning(database)).toBe(false);
    expect(readdirSync(join(data(), 'staging'))).toEqual([]);
    expect(JSON.parse((await clientele('customers', '--data', data(), '--json')).out)).toHaveLength(3);
  });

  describe('while a server runs', () => {
    let server: Started & { url: string };
    beforeAll(async () => {
      server = await serve(data());
    });
    afterAll(async () => {
      server.child.kill('SIGKILL');
      await server.ended;
    });

    test('commands are done by it, with the same words, codes and files of one’s own folder', async () => {
      const listed = await clientele('customers', '--data', data(), '--json');
      expect(listed).toMatchObject({ code: 0, err: '' });
      expect(JSON.parse(listed.out)).toHaveLength(3);
      expect(await clientele('customers', '--tier', 'gold', '--data', data())).toMatchObject({ code: 2 });
      const preview = await clientele(
        'import',
        salesFile(folder, 'third.csv', [['S-5', '2026-05-25', 'C05', 'Old Mill Restaurant', '50.00', '30.00']]),
        '--data',
        data(),
        '--json',
      );
      expect(preview).toMatchObject({ code: 4 });
      expect(await clientele('import', join(folder, 'third.csv'), '--data', data(), '--yes', '--source', 'office')).toMatchObject({
        code: 0,
      });
      expect(await clientele('check', '--data', data(), '--json')).toMatchObject({ code: 0 });
      expect((await start(['undo', '1000', '--data', data()], { CLIENTELE_LANGUAGE: 'ru' }).ended).err).toMatch(/[а-я]{4}/);
    });

    test('what a command loads is on the pages at once', async () => {
      const web = new WebClient(server.url);
      expect((await web.ask('POST', '/api/owner', owner)).status).toBe(200);
      expect(await web.get<{ total: number }>('/api/customers')).toMatchObject({ total: 4 });
    });

    test('its secret address is for the folder’s owner alone, and nobody gets in without the secret', async () => {
      const file = join(data(), 'server.json');
      const { port } = JSON.parse(readFileSync(file, 'utf8')) as { port: number };
      expect(
        (
          await fetch(`http://127.0.0.1:${port}/`, {
            method: 'POST',
            body: JSON.stringify({ args: ['check'], cwd: '/', language: 'en', drawsProgress: false }),
          })
        ).status,
      ).toBe(401);
    });

    test('a command that is stopped with Ctrl-C is stopped in the server too', async () => {
      const { child, ended } = start(['import', join(folder, 'large.csv'), '--data', data(), '--yes', '--source', 'kiosks']);
      while (!readdirSync(join(data(), 'staging')).some((name) => name.endsWith('.duckdb'))) await sleep(5);
      child.kill('SIGINT');
      expect((await ended).code).toBe(130);
      await expect.poll(() => readdirSync(join(data(), 'staging')), { timeout: 10_000 }).toEqual([]);
      expect(JSON.parse((await clientele('customers', '--data', data(), '--json')).out)).toHaveLength(4);
    });

    test('a second server on the folder ends with 5 and says why', async () => {
      const ended = await start(['serve', '--data', data(), '--port', '0']).ended;
      expect(ended).toMatchObject({ code: 5, out: '' });
      expect(ended.err).toContain(data());
      expect(ended.err).not.toMatch(/\n {4}at /);
    });

    test('a port that is taken is said in a sentence', async () => {
      const ended = await start(['serve', '--data', join(folder, 'other'), '--port', new URL(server.url).port]).ended;
      expect(ended.code).toBe(2);
      expect(ended.err).toContain(new URL(server.url).port);
      expect(ended.err).not.toMatch(/\n {4}at /);
      expect(databaseOf(join(folder, 'other'))).toBeNull();
    });

    test('SIGTERM ends it in order, also under a command that it does: no database, no address, the folder free for the next', async () => {
      const database = databaseOf(data())!;
      const command = start(['import', join(folder, 'large.csv'), '--data', data(), '--yes', '--source', 'kiosks']);
      while (!readdirSync(join(data(), 'staging')).some((name) => name.endsWith('.duckdb'))) await sleep(5);
      server.child.kill('SIGTERM');
      expect((await command.ended).code).not.toBe(0);
      expect(await server.ended).toMatchObject({ code: 0 });
      expect(isRunning(database)).toBe(false);
      expect(existsSync(join(data(), 'server.json'))).toBe(false);
      expect(readdirSync(join(data(), 'staging'))).toEqual([]);
      expect(await clientele('check', '--data', data())).toMatchObject({ code: 0 });
    });
  });

  test('the address of a server that was killed misleads nobody', async () => {
    const killed = await serve(data());
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect(existsSync(join(data(), 'server.json'))).toBe(true);
    expect(await clientele('check', '--data', data())).toMatchObject({ code: 0 });
    expect(databaseOf(data())).toBeNull();
  });
});
