/**
 * Branches of one legal entity in files that print its id without КПП: distinguished by their names or places.
 * A sole trader is one person wherever the shops are. Where a file prints nothing that differs, they are one customer.
 */
import type { CustomerMention } from '../facts.ts';
import type { CustomerKey } from './customer-key.ts';
import { nameKey, type NormalName, normalName } from './normal-name.ts';

/** The branch in a name; '' for the legal entity as such. */
export function branchOf(name: NormalName): string {
  return name.branch ? nameKey(name) : '';
}

export class Branches {
  /** By legal id and branch in the name: the КПП that occur. */
  private readonly branchIds = new Map<string, Set<string>>();
  /** By legal id: the places of the mentions that have neither code nor КПП nor a branch's name. */
  private readonly places = new Map<string, Set<string>>();
  private readonly known: ReadonlySet<string>;
  private readonly placeOfKnown = new Map<string, string>();

  constructor(mentions: readonly CustomerMention[], names: readonly NormalName[], known: readonly CustomerKey[]) {
    this.known = new Set(known.map(({ key }) => key));
    mentions.forEach((mention, index) => this.note(mention, names[index]!));
    for (const one of known) {
      if (one.taxId === '') continue;
      const name = normalName(one.name);
      if (one.branchId !== '') setOf(this.branchIds, `${one.taxId}/${branchOf(name)}`).add(one.branchId);
      else if (one.key === `id:${one.taxId}`) this.placeOfKnown.set(one.taxId, placeOf(one.region ?? ''));
    }
  }

  /** `id:…` of a mention that has a legal id. */
  keyOf(mention: CustomerMention, name: NormalName): string {
    const { taxId, branchId } = mention;
    if (branchId !== '') return `id:${taxId}/${branchId}`;
    const branch = branchOf(name);
    const branchIds = this.branchIds.get(`${taxId}/${branch}`);
    if (branchIds?.size === 1) return `id:${taxId}/${[...branchIds][0]!}`;
    if (branch !== '') return `id:${taxId}/${branch}`;
    return branchIds === undefined && mayHaveBranches(mention, name) ? this.byPlace(taxId, placeOf(mention.region)) : `id:${taxId}`;
  }

  private note(mention: CustomerMention, name: NormalName): void {
    const { code, taxId, branchId, region } = mention;
    if (taxId === '') return;
    const branch = branchOf(name);
    if (branchId !== '') setOf(this.branchIds, `${taxId}/${branch}`).add(branchId);
    else if (code === '' && branch === '' && region !== '') setOf(this.places, taxId).add(placeOf(region));
  }

  /** An accounting program prints where a customer is now, so two places in one file are two of its cards. */
  private byPlace(taxId: string, place: string): string {
    const own = `id:${taxId}/${place}`;
    if (place === '' || this.placeOfKnown.get(taxId) === place) return `id:${taxId}`;
    return this.known.has(own) || (this.places.get(taxId)?.size ?? 0) > 1 ? own : `id:${taxId}`;
  }
}

const oneMan: ReadonlySet<string> = new Set(['ип', 'фоп', 'чп', 'спд']);

/** Twelve digits are a person's ИНН, or a Kazakh БИН, of which each branch has its own. */
function mayHaveBranches({ taxId }: CustomerMention, { form }: NormalName): boolean {
  return taxId.length !== 12 && !oneMan.has(form);
}

const placeWords: ReadonlySet<string> = new Set(
  'г гор город м місто обл область край респ республика ул улица вул вулиця д дом буд city region'.split(' '),
);

/** "г. Москва" and "Москва г" are one place. */
export function placeOf(region: string): string {
  return nameKey({ ...normalName(region), form: '' })
    .split(' ')
    .filter((word) => !placeWords.has(word))
    .toSorted()
    .join(' ');
}

function setOf(map: Map<string, Set<string>>, key: string): Set<string> {
  let set = map.get(key);
  if (!set) map.set(key, (set = new Set()));
  return set;
}
