/**
 * Which customer of its source does a mention mean? The key that facts carry: the source's own code, else the legal id,
 * else the name. A weaker mention (only a name, an ИНН without КПП) joins a stronger one only where exactly one fits;
 * with namesakes it keeps a key of its own, and a person decides. Two legal entities never get one key, nor do two branches
 * of one where anything distinguishes them: code, КПП, name, place.
 */
import type { CustomerMention } from '../facts.ts';
import { Branches, branchOf, placeOf } from './branches.ts';
import { validLegalId } from './legal-id.ts';
import { nameKey, normalName, type NormalName } from './normal-name.ts';

export interface CustomerKey {
  /** `code:…`, `id:ИНН/КПП`, `id:ЄДРПОУ`, `name:…` */
  key: string;
  name: string;
  taxId: string;
  branchId: string;
  /** The customer's place, according to its records; distinguishes branches that share a legal id. */
  region?: string;
}

/**
 * One key per mention, in the order of the mentions. `known` are the source's customers from earlier loads: a key once given
 * to a mention stays, so that loading a file again changes nothing.
 */
export function customerKeys(all: readonly CustomerMention[], known: readonly CustomerKey[] = []): CustomerKey[] {
  const normal = all.map((mention) => normalName(mention.name));
  const mentions = withoutSharedIds(all, normal, known);
  const branches = new Branches(mentions, normal, known);
  const registry = new Registry();
  for (const one of known) {
    if (one.key.startsWith('name:')) registry.named.add(one.key);
    else registry.add(one, normalName(one.name));
  }
  // Each round may lean on those before it, so the strongest mentions come first; the order of the rows decides nothing.
  const keys: CustomerKey[] = Array.from({ length: mentions.length });
  const rounds: ((mention: CustomerMention, name: NormalName) => string | null)[] = [
    ({ code }) => (code === '' ? null : `code:${code}`),
    (mention, name) => (mention.taxId === '' ? null : (registry.codeOf(mention, name) ?? branches.keyOf(mention, name))),
    (_, name) => registry.byName(name),
  ];
  for (const round of rounds) {
    const found: { index: number; key: string }[] = [];
    mentions.forEach((mention, index) => {
      if (keys[index] !== undefined) return;
      const key = round(mention, normal[index]!);
      if (key !== null) found.push({ index, key });
    });
    for (const { index, key } of found) {
      const { name, taxId, branchId } = mentions[index]!;
      keys[index] = { key, name: name.trim(), taxId, branchId };
    }
    for (const { index } of found) registry.add(keys[index]!, normal[index]!);
  }
  nameTheRest(mentions, { normal, keys, known });
  return keys;
}

/** An id whose check digits fail and that several names bear was typed to fill the field: it joins no customers. */
function withoutSharedIds(
  mentions: readonly CustomerMention[],
  normal: readonly NormalName[],
  known: readonly CustomerKey[],
): readonly CustomerMention[] {
  const bearers = new Map<string, Set<string>>();
  const note = (taxId: string, core: string): void => {
    if (core !== '' && /^\d+$/.test(taxId) && !validLegalId(taxId)) setOf(bearers, taxId).add(core);
  };
  mentions.forEach(({ taxId }, index) => note(taxId, normal[index]!.core));
  if (bearers.size === 0) return mentions;
  for (const { taxId, name } of known) if (bearers.has(taxId)) note(taxId, normalName(name).core);
  return mentions.map((mention) => ((bearers.get(mention.taxId)?.size ?? 0) > 1 ? { ...mention, taxId: '', branchId: '' } : mention));
}

/** The customers so far, by legal id and by name. Lists of one or two: sets of their own for each would cost more than they save. */
class Registry {
  readonly named = new Set<string>();
  private readonly codesById = new Map<string, string[]>();
  private readonly byCore = new Map<string, { form: string; key: string }[]>();

  add({ key, taxId, branchId }: CustomerKey, name: NormalName): void {
    const { core, form } = name;
    if (taxId !== '' && key.startsWith('code:')) {
      const id = `${taxId}/${branchId}/${branchOf(name)}`;
      const codes = this.codesById.get(id);
      if (codes === undefined) this.codesById.set(id, [key]);
      else if (!codes.includes(key)) codes.push(key);
    }
    if (core === '') return;
    const namesakes = this.byCore.get(core);
    if (namesakes === undefined) this.byCore.set(core, [{ form, key }]);
    else if (namesakes.length < manyNamesakes && !namesakes.some((one) => one.key === key && one.form === form))
      namesakes.push({ form, key });
  }

  /** A code that was given together with this very id. */
  codeOf({ taxId, branchId }: CustomerMention, name: NormalName): string | null {
    const codes = this.codesById.get(`${taxId}/${branchId}/${branchOf(name)}`);
    return codes?.length === 1 ? codes[0]! : null;
  }

  byName(name: NormalName): string | null {
    if (name.core === '' || this.named.has(`name:${nameKey(name)}`)) return null;
    const namesakes = this.byCore.get(name.core) ?? [];
    if (namesakes.length >= manyNamesakes) return null;
    let only: string | null = null;
    for (const { form, key } of namesakes) {
      if (form !== name.form && form !== '' && name.form !== '') continue;
      if (only !== null && only !== key) return null;
      only = key;
    }
    return only;
  }
}

/** Of a name that thousands bear ("Розничный покупатель") a few are enough to know that it identifies no customer. */
const manyNamesakes = 64;

/**
 * Names only: a name without a legal form joins the one form that its namesakes have, if it is one. Namesakes in different places
 * are different customers.
 */
function nameTheRest(
  mentions: readonly CustomerMention[],
  { normal, keys, known }: { normal: readonly NormalName[]; keys: CustomerKey[]; known: readonly CustomerKey[] },
): void {
  const forms = new Map<string, Set<string>>();
  const rest: number[] = [];
  mentions.forEach((_, index) => {
    if (keys[index] !== undefined) return;
    rest.push(index);
    const { core, form } = normal[index]!;
    if (form !== '') setOf(forms, core).add(form);
  });
  // A namesake with an id is a form too: "Восход" may be the АО that has one, or the ООО that has none.
  keys.forEach((key, index) => {
    if (key !== undefined && forms.has(normal[index]!.core)) setOf(forms, normal[index]!.core).add(normal[index]!.form || '?');
  });
  const named = rest.map((index) => {
    const { core, form } = normal[index]!;
    const only = form === '' ? forms.get(core) : undefined;
    const full = only?.size === 1 ? { ...normal[index]!, form: [...only][0]! } : normal[index]!;
    return { index, key: `name:${nameKey(full) || mentions[index]!.name.trim()}`, place: placeOf(mentions[index]!.region) };
  });
  const places = new Places(named, known);
  for (const { index, key, place } of named) {
    const { name, taxId, branchId } = mentions[index]!;
    keys[index] = { key: places.keyOf(key, place), name: name.trim(), taxId, branchId };
  }
}

/** The places of customers with one name: a known customer keeps the bare name, those of another place have the place in their key. */
class Places {
  private readonly byName = new Map<string, Set<string>>();
  private readonly known = new Map<string, string>();

  constructor(named: readonly { key: string; place: string }[], known: readonly CustomerKey[]) {
    for (const { key, place } of named) if (place !== '') setOf(this.byName, key).add(place);
    for (const { key, region } of known) if (key.startsWith('name:')) this.known.set(key, placeOf(region ?? ''));
  }

  keyOf(name: string, place: string): string {
    const own = `${name} @${place}`;
    if (place === '') return name;
    if (this.known.has(own)) return own;
    const home = this.known.get(name);
    if (home !== undefined) return home === '' || home === place ? name : own;
    return (this.byName.get(name)?.size ?? 0) > 1 ? own : name;
  }
}

function setOf<K>(map: Map<K, Set<string>>, key: K): Set<string> {
  let set = map.get(key);
  if (!set) map.set(key, (set = new Set()));
  return set;
}
