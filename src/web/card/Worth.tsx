/** The customer's value in a few figures. */
import type { ReactNode } from 'react';
import type { TierReason } from '../../core/differentiate/scorecard.ts';
import { m } from '../../../messages/compiled/messages.js';
import type { CustomerCard } from '../data/shapes.ts';
import { date, percent, wholeMoney } from '../language/format.ts';
import { paths } from '../paths.ts';
import { monthsBetween } from '../reasons/months.ts';
import { isSilent, OwnMoney, Trend } from '../customers/columns.tsx';
import { AppLink } from '../ui/AppLink.tsx';
import css from './Worth.module.css';

export function Worth({ card }: { card: CustomerCard }) {
  const { currency } = card;
  const window = (card.reason['tier'] as Partial<TierReason> | undefined)?.window;
  const count = window ? monthsBetween(window) : 0;
  const losing = card.grossMarginMinor?.startsWith('-') ?? false;
  return (
    <dl className={css.figures} aria-label={m.worth_title()}>
      <Figure
        word={m.worth_revenue_year()}
        value={noneValued(card) ? '—' : wholeMoney({ minor: card.revenueYearMinor, currency })}
        note={
          card.revenueTrendPermille === null ? null : (
            <>
              <Trend permille={card.revenueTrendPermille} silent={isSilent(card)} /> {m.worth_against_year_before()}
            </>
          )
        }
      />
      <Figure
        word={m.worth_revenue_window({ count })}
        value={card.notValued ? <OwnMoney customer={card} /> : wholeMoney({ minor: card.revenueMinor, currency })}
        note={
          card.notValued
            ? m.worth_no_rate({ currency: card.unvaluedInWindow.map((amount) => amount.currency).join(', ') })
            : m.worth_orders({ count: card.orders })
        }
      />
      <Figure
        word={m.worth_margin_window({ count })}
        risk={losing}
        value={card.grossMarginMinor === null ? '—' : wholeMoney({ minor: card.grossMarginMinor, currency })}
        note={
          card.notValued
            ? null
            : card.grossMarginMinor === null
              ? m.worth_margin_unknown()
              : marginRate(card) === null
                ? null
                : m.worth_margin_rate({ share: percent(marginRate(card)!, 1) })
        }
      />
      <Figure word={m.worth_payments_window({ count })} value={wholeMoney({ minor: card.paymentsMinor, currency })} note={null} />
      {card.lifetimeValueMinor !== null && (
        <Figure
          word={m.lifetime_value()}
          risk={card.lifetimeValueMinor.startsWith('-')}
          value={wholeMoney({ minor: card.lifetimeValueMinor, currency })}
          note={
            <>
              <Expected card={card} />{' '}
              <AppLink href={paths.value()} underline="always">
                {m.worth_to_value()}
              </AppLink>
            </>
          }
        />
      )}
      <Figure
        word={m.worth_last_shipment()}
        risk={card.late}
        value={card.lastShipmentOn ? date(card.lastShipmentOn) : '—'}
        note={
          card.daysSinceLastShipment === null
            ? null
            : [
                m.worth_days_ago({ count: card.daysSinceLastShipment }),
                ...(card.nextShipmentOn === null ? [] : [m.worth_next_shipment({ day: date(card.nextShipmentOn) })]),
              ].join('. ')
        }
      />
    </dl>
  );
}

/** Between what and what, and how likely it is still a customer where that is not all but sure; where nothing but a projection is known, that. */
function Expected({ card }: { card: CustomerCard }) {
  const { currency, lifetimeValueLowMinor: low, lifetimeValueHighMinor: high, aliveProbability: alive } = card;
  const range =
    low === null || high === null
      ? []
      : [m.worth_lifetime_range({ low: wholeMoney({ minor: low, currency }), high: wholeMoney({ minor: high, currency }) })];
  const renews = card.contracts[0]?.renewsOn ?? null;
  const byContracts = renews === null ? [] : [m.worth_by_contracts({ day: date(renews) })];
  const known = [...range, ...byContracts, ...(alive === null || alive > 0.995 ? [] : [m.worth_alive({ share: percent(alive) })])];
  return <>{known.length === 0 ? m.worth_projection() : known.join(' ')}</>;
}

/** Of the same months as the amount above it; the list's rate is of the last three. */
function marginRate({ grossMarginMinor, revenueMinor }: CustomerCard): number | null {
  const revenue = Number(revenueMinor);
  return grossMarginMinor === null || revenue <= 0 ? null : Number(grossMarginMinor) / revenue;
}

/** Nothing of the year is in a currency that could be valued. */
function noneValued({ notValued, revenueYearMinor }: CustomerCard): boolean {
  return notValued && revenueYearMinor === '0';
}

function Figure({ word, value, note, risk = false }: { word: string; value: ReactNode; note: ReactNode; risk?: boolean }) {
  return (
    <div className="panel">
      <dt>{word}</dt>
      <dd data-risk={risk || undefined}>{value}</dd>
      {note && <dd className={css.note}>{note}</dd>}
    </div>
  );
}
