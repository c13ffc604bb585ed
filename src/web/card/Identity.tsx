/** The customer's identity: legal ids, names and codes in each source, and its owners with dates. */
import { Title } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import type { CustomerCard } from '../data/shapes.ts';
import { date } from '../language/format.ts';
import { wordFor } from '../language/words.ts';
import css from './Identity.module.css';

export function Identity({ card }: { card: CustomerCard }) {
  return (
    <section className={`panel ${css.identity}`} aria-labelledby="identity">
      <Title order={2} fz={20} id="identity">
        {m.identity_title()}
      </Title>
      <dl className={css.facts}>
        {card.taxId && (
          <div>
            <dt>{m.meaning_tax_id()}</dt>
            <dd>
              {card.taxId}
              {card.branchId && ` / ${card.branchId}`}
            </dd>
          </div>
        )}
        {card.group && (
          <div>
            <dt>{m.meaning_group()}</dt>
            <dd>{card.group}</dd>
          </div>
        )}
        {card.industry && (
          <div>
            <dt>{m.meaning_industry()}</dt>
            <dd>{card.industry}</dd>
          </div>
        )}
        {card.region && (
          <div>
            <dt>{m.column_region()}</dt>
            <dd>{card.region}</dd>
          </div>
        )}
        {card.firstShipmentOn && (
          <div>
            <dt>{m.identity_customer_since()}</dt>
            <dd>{date(card.firstShipmentOn)}</dd>
          </div>
        )}
      </dl>
      <Title order={3} fz={15} mt="md">
        {m.identity_names()}
      </Title>
      <ul className={css.list}>
        {card.names.map(({ source, code, name }) => (
          <li key={source + code}>
            <span>{name}</span>
            <span>
              {source}
              {code && ` · ${code}`}
            </span>
          </li>
        ))}
      </ul>
      {card.owners.length > 0 && (
        <>
          <Title order={3} fz={15} mt="md">
            {m.identity_owners()}
          </Title>
          <ul className={css.list}>
            {card.owners.map((owner) => (
              <li key={owner.name + owner.from}>
                <span>{owner.name}</span>
                <span>
                  {owner.to ? m.owner_from_to({ from: date(owner.from), to: date(owner.to) }) : m.owner_since({ from: date(owner.from) })}
                  {owner.reason && ` · ${wordFor('owner_reason', owner.reason)}`}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
