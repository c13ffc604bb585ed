/** clientele potential CUSTOMER: what is said of a customer's yearly need and size; with options it says it, and values everybody by it. */
import type { Context } from '../../context/context.ts';
import type { SaidPotential } from '../../core/differentiate/strategic-value/said-potential.ts';
import { minorDigits } from '../../core/minor-digits.ts';
import { savePotentialAndPublish } from '../../flow/change/say-potential.ts';
import { ensureSettled } from '../../flow/settle.ts';
import { parseNumber, toScale } from '../../facts/values/number.ts';
import { potentialOf } from '../../records/potentials/reader.ts';
import { currencyOfSums } from '../../records/settings/company-currency.ts';
import type { DefineCommand } from '../command.ts';
import { CommandFailed, exitCodes, type Io } from '../io.ts';
import { money } from '../money.ts';
import { oneCustomer } from '../one-customer.ts';
import { runOf } from '../progress.ts';
import { say } from '../say.ts';

interface Options {
  need?: string;
  size?: string;
  reason?: string;
  data?: string;
  json?: boolean;
}

export const potential: DefineCommand = (program, { io, withContext, finish }) => {
  program
    .command('potential')
    .argument('<customer>', 'name, part of a name, code or number')
    .description('Show or say what a customer could buy: its need of a year, and its size')
    .option('--need <sum>', 'what it needs a year of what we sell, at net prices; "" takes it back')
    .option('--size <number>', 'employees, outlets, beds: one meaning per company; "" takes it back')
    .option('--reason <text>', 'where it is known from')
    .option('--data <dir>', 'data folder')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample: clientele potential "Ромашка ООО" --need 1200000 --size 40 --reason "tender of March"')
    .action(async (text: string, options: Options) => {
      finish(
        await withContext(options, (context) =>
          context.turn.take(async () => {
            await ensureSettled(context, runOf(io));
            const found = await oneCustomer(context, text, io);
            if (found === undefined) return exitCodes.undecided;
            const currency = await context.records.as('system', currencyOfSums);
            const said = saidBy(options, { currency, language: io.language });
            if (said !== null) {
              const run = runOf(io);
              await savePotentialAndPublish(context, { customerId: found.id, said, actor: 'cli' }, run);
              run.end();
            }
            const known = { id: found.id, name: found.name, currency, ...(await knownOf(context, found.id)) };
            io.out(options.json ? `${JSON.stringify(known)}\n` : words(known, io));
            return exitCodes.done;
          }),
        ),
      );
    });
};

function saidBy(
  { need, size, reason }: Options,
  { currency, language }: { currency: string; language: Io['language'] },
): SaidPotential | null {
  if (need === undefined && size === undefined && reason === undefined) return null;
  return {
    ...(need === undefined ? {} : { yearlyNeedMinor: need === '' ? null : minorOf(need, { currency, language }) }),
    ...(size === undefined ? {} : { size: size === '' ? null : Number(size) }),
    reason,
  };
}

function minorOf(text: string, { currency, language }: { currency: string; language: Io['language'] }): string {
  const number = parseNumber(text, language === 'en' ? '.' : ',');
  if (number === null) throw new CommandFailed(exitCodes.usage, `--need is a sum such as 1200000 or 1200000.50, not "${text}"`);
  return String(toScale(number, minorDigits(currency)));
}

async function knownOf(context: Context, customerId: string) {
  const said = await context.records.as('system', (tx) => potentialOf(tx, customerId));
  const card = await context.records.as('system', (tx) =>
    tx
      .selectFrom('scorecard')
      .select(['strategic_value_minor', 'strategic_tier', 'share_of_wallet_permille'])
      .where('customer_id', '=', customerId)
      .executeTakeFirst(),
  );
  return {
    yearlyNeedMinor: said?.yearlyNeedMinor ?? null,
    size: said?.size ?? null,
    reason: said?.reason ?? '',
    saidBy: said?.saidBy ?? null,
    saidAt: said?.saidAt.toISOString() ?? null,
    strategicValueMinor: card?.strategic_value_minor ?? null,
    strategicTier: card?.strategic_tier ?? null,
    shareOfWalletPermille: card?.share_of_wallet_permille ?? null,
  };
}

function words(known: { name: string; currency: string } & Awaited<ReturnType<typeof knownOf>>, io: Io): string {
  const t = (key: string): string => say(key, {}, io.language) ?? key;
  const amount = (minor: string | null): string => (minor === null ? '—' : money(minor, known.currency, io.language));
  const lines = [
    [t('strategic_need'), amount(known.yearlyNeedMinor)],
    [t('strategic_size'), known.size === null ? '—' : String(known.size)],
    ...(known.reason === '' ? [] : [[t('strategic_reason'), known.reason]]),
    ...(known.saidBy === null ? [] : [[t('strategic_said_by'), `${known.saidBy}, ${known.saidAt?.slice(0, 10) ?? ''}`]]),
    [
      t('strategic_wallet'),
      known.shareOfWalletPermille === null
        ? '—'
        : new Intl.NumberFormat(io.language, { style: 'percent' }).format(known.shareOfWalletPermille / 1000),
    ],
    [t('strategic_value'), amount(known.strategicValueMinor)],
    [t('strategic_tier'), known.strategicTier === null ? '—' : t(`strategic_tier_${known.strategicTier}`)],
  ];
  return `${known.name}\n\n${lines.map(([label, text]) => `  ${label}: ${text}`).join('\n')}\n`;
}
