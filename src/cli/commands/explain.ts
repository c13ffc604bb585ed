/** clientele explain CUSTOMER: what one customer is worth and why: the rule, the window, the months, the documents behind it. */
import { asProgram } from '../../core/access/sight.ts';
import type { LifetimeReason } from '../../core/differentiate/lifetime-value/lifetime-reason.ts';
import type { Explained } from '../../questions/differentiate/explain-customer.ts';
import { companyCommand } from '../command.ts';
import { CommandFailed, exitCodes } from '../io.ts';
import { lifetimeWords } from '../lifetime-words.ts';
import { oneCustomer } from '../one-customer.ts';
import { moneyOfEach, notValued, type Words } from '../words.ts';
import { textTable } from '../table.ts';

export const explain = companyCommand({
  name: 'explain',
  description: 'Say why a customer is in its classes',
  arguments: [['<customer>', 'name, part of a name, code or number']],
  options: [
    ['--data <dir>', 'data folder'],
    ['--json', 'print JSON'],
  ],
  examples: ['explain "Ромашка ООО"'],
  on: 'settled',
  work:
    ({ given: [text], io, words, print }) =>
    async (context) => {
      const { explainCustomer } = await import('../../questions/differentiate/explain-customer.ts');
      const found = await oneCustomer(context, text!, io);
      if (found === undefined) return exitCodes.undecided;
      const known = await explainCustomer(context, asProgram('command line'), found.id);
      if (known === undefined) throw new CommandFailed(exitCodes.refused, words.t('cli_nothing_published'));
      const why = explanation(known);
      print({ json: () => why, words: () => describe(why, words) });
      return exitCodes.done;
    },
});

function explanation({ listed, ...known }: Explained) {
  return {
    id: listed.id,
    codes: listed.codes,
    name: listed.name,
    owner: listed.owner,
    activity: listed.activity,
    lifecycle: listed.lifecycle,
    tier: listed.tier,
    late: listed.late,
    revenueMinor: listed.revenue_minor,
    grossMarginMinor: listed.gross_margin_minor,
    lifetimeValueMinor: listed.lifetime_value_minor,
    strategicValueMinor: listed.strategic_value_minor,
    strategicTier: listed.strategic_tier,
    shareOfWalletPermille: listed.share_of_wallet_permille,
    notValued: listed.not_valued,
    unvaluedInWindow: listed.unvalued ?? [],
    ...known,
  };
}

/** Rules that go by money in the company's currency: of a customer without any they would only say so. */
const ofValuedMoney: ReadonlySet<string> = new Set(['tier', 'lifetime', 'strategic', 'difficult']);

function describe(why: ReturnType<typeof explanation>, words: Words): string {
  const { t, money } = words;
  const amount = (minor: string | null): string => (minor === null ? '—' : money(minor, why.currency));
  const classes = [
    [t('cli_column_activity'), t(`activity_${why.activity}`)],
    [t('cli_column_lifecycle'), t(`lifecycle_${why.lifecycle}`)],
    [t('cli_column_tier'), why.notValued ? notValued(why.unvaluedInWindow, words) : t(`tier_${why.tier}`)],
    [t('cli_column_revenue'), why.notValued ? moneyOfEach(why.unvaluedInWindow, words) : amount(why.revenueMinor)],
    [t('cli_column_margin'), amount(why.grossMarginMinor)],
    [t('lifetime_value'), amount(why.lifetimeValueMinor)],
    ...(why.strategicTier === null
      ? []
      : [
          [t('strategic_tier'), t(`strategic_tier_${why.strategicTier}`)],
          [t('strategic_value'), amount(why.strategicValueMinor)],
        ]),
    ...(why.shareOfWalletPermille === null
      ? []
      : [[t('strategic_wallet'), new Intl.NumberFormat(words.language, { style: 'percent' }).format(why.shareOfWalletPermille / 1000)]]),
  ];
  const months = textTable(
    [
      { heading: t('cli_column_month'), align: 'left' },
      { heading: t('cli_column_revenue'), align: 'right' },
      { heading: t('cli_column_margin'), align: 'right' },
      { heading: t('cli_column_payments'), align: 'right' },
    ],
    why.months
      .slice(-12)
      .map((month) => [month.month, amount(month.revenueMinor), amount(month.grossMarginMinor), amount(month.paymentsMinor)]),
  );
  const reasons = Object.entries(why.reason)
    .filter(([rule, reason]) => reason !== null && reason !== false && !(why.notValued && ofValuedMoney.has(rule)))
    .map(
      ([rule, reason]) =>
        `  ${rule}: ${rule === 'lifetime' ? lifetimeWords(reason as LifetimeReason, why.currency, words) : JSON.stringify(reason)}`,
    );
  const lines = why.newProductLines.map(
    (line) => `  ${t('cli_new_product_line', { line: line.product_line, since: line.since, until: line.until })}`,
  );
  const percent = (chance: number): string => new Intl.NumberFormat(words.language, { style: 'percent' }).format(chance);
  const contracts = why.contracts.map((contract) => {
    const said = {
      number: contract.contractNumber,
      until: contract.termUntil,
      renewals: contract.renewals,
      renews: contract.renewsOn,
      chance: percent(contract.renewalChance ?? 0),
      day: contract.lostOn,
    };
    return `  ${t(contract.lostOn === null ? 'contracts_reason' : 'contracts_reason_lost', said)}`;
  });
  const unvalued =
    why.unvalued.length === 0
      ? ''
      : `${t('cli_explain_unvalued', { money: moneyOfEach(why.unvalued, words), currency: why.unvalued.map(({ currency }) => currency).join(', '), example: why.unvalued[0]!.currency })}\n\n`;
  return `${why.name} (${why.codes.join(', ')}), ${why.asOf}\n\n${classes.map(([label, text]) => `  ${label}: ${text}`).join('\n')}\n\n${unvalued}${[...reasons, ...lines, ...contracts].join('\n')}\n\n${months}`;
}
