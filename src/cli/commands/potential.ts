/** clientele potential CUSTOMER: what is said of a customer's yearly need and size; with options it says it, and values everybody by it. */
import { asProgram } from '../../core/access/sight.ts';
import type { SaidPotential } from '../../core/differentiate/strategic-value/said-potential.ts';
import { minorDigits } from '../../core/minor-digits.ts';
import type { KnownPotential } from '../../questions/differentiate/potential.ts';
import { parseNumber, toScale } from '../../facts/values/number.ts';
import { companyCommand } from '../command.ts';
import { CommandFailed, exitCodes, type Io } from '../io.ts';
import { oneCustomer } from '../one-customer.ts';
import { runOf } from '../progress.ts';
import type { Words } from '../words.ts';

interface Options {
  need?: string;
  size?: string;
  reason?: string;
  data?: string;
  json?: boolean;
}

export const potential = companyCommand<Options>({
  name: 'potential',
  description: 'Show or say what a customer could buy: its need of a year, and its size',
  arguments: [['<customer>', 'name, part of a name, code or number']],
  options: [
    ['--need <sum>', 'what it needs a year of what we sell, at net prices; "" takes it back'],
    ['--size <number>', 'employees, outlets, beds: one meaning per company; "" takes it back'],
    ['--reason <text>', 'where it is known from'],
    ['--data <dir>', 'data folder'],
    ['--json', 'print JSON'],
  ],
  examples: ['potential "Ромашка ООО" --need 1200000 --size 40 --reason "tender of March"'],
  on: 'settled',
  work:
    ({ options, given: [text], io, words, print }) =>
    async (context) => {
      const { currencyOfPotentials, potentialOfCustomer } = await import('../../questions/differentiate/potential.ts');
      const { savePotentialAndPublish } = await import('../../flow/change/say-potential.ts');
      const found = await oneCustomer(context, text!, io);
      if (found === undefined) return exitCodes.undecided;
      const currency = await currencyOfPotentials(context, asProgram('command line'));
      const said = saidBy(options, { currency, language: io.language });
      if (said !== null) {
        const run = runOf(io);
        await savePotentialAndPublish(context, { customerId: found.id, said, actor: asProgram('command line') }, run);
        run.end();
      }
      const known = {
        id: found.id,
        name: found.name,
        currency,
        ...(await potentialOfCustomer(context, asProgram('command line'), found.id)),
      };
      print({ json: () => known, words: () => textOf(known, words) });
      return exitCodes.done;
    },
});

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

function textOf(known: { name: string; currency: string } & KnownPotential, words: Words): string {
  const { t, money } = words;
  const amount = (minor: string | null): string => (minor === null ? '—' : money(minor, known.currency));
  const lines = [
    [t('strategic_need'), amount(known.yearlyNeedMinor)],
    [t('strategic_size'), known.size === null ? '—' : String(known.size)],
    ...(known.reason === '' ? [] : [[t('strategic_reason'), known.reason]]),
    ...(known.saidBy === null ? [] : [[t('strategic_said_by'), `${known.saidBy}, ${known.saidAt?.slice(0, 10) ?? ''}`]]),
    [
      t('strategic_wallet'),
      known.shareOfWalletPermille === null
        ? '—'
        : new Intl.NumberFormat(words.language, { style: 'percent' }).format(known.shareOfWalletPermille / 1000),
    ],
    [t('strategic_value'), amount(known.strategicValueMinor)],
    [t('strategic_tier'), known.strategicTier === null ? '—' : t(`strategic_tier_${known.strategicTier}`)],
  ];
  return `${known.name}\n\n${lines.map(([label, text]) => `  ${label}: ${text}`).join('\n')}\n`;
}
