/** Words for what was done for a customer, in Russian, Ukrainian and English, to one word each. Vocabulary only. */

/** `call`, `visit`…; a word that is not known stays as it is, in lower case. */
export function eventWord(printed: string): string {
  const text = printed.trim().replace(/\s+/g, ' ').toLowerCase();
  return knownEvent(text) ?? text;
}

/** Null where the text says none of what we know. */
export function knownEvent(printed: string): string | null {
  const text = ` ${printed
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
  return words.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** The first that fits counts: a complaint about a delivery is a ticket, taking back an order's goods a return. */
const words: readonly (readonly [string, RegExp])[] = [
  ['email', / (e mail|email|mail|письмо|эл письмо|электронное письмо|имейл|емейл|лист|електронний лист|переписка|листування)(а|у)? /],
  ['claim', / (претензи\S*|претензі\S*|claim|claims) /],
  [
    'ticket',
    / (рекламац\S*|жалоб\S*|скарг\S*|обращени\S*|звернен\S*|тикет\S*|тікет\S*|инцидент\S*|інцидент\S*|ticket|tickets|complaint|complaints|support case|service request|incident) /,
  ],
  ['return', / (возврат\S*|повернен\S*|return|returns|returned) /],
  ['delivery', / (доставк\S*|доставлен\S*|рейс|поездка|delivery|deliveries|shipment|dropoff) /],
  ['meeting', / (встреч\S*|зустріч\S*|совещани\S*|переговор\S*|meeting|meetings) /],
  ['visit', / (визит\S*|візит\S*|выезд\S*|виїзд\S*|посещени\S*|відвідуван\S*|visit|visits|site visit) /],
  ['call', / (звон\S*|дзвін\S*|дзвон\S*|созвон\S*|call|calls|phone|phone call|телефон\S*) /],
  ['call', / (входящ\S*|исходящ\S*|вхідн\S*|вихідн\S*|incoming|outgoing|inbound|outbound|пропущен\S*|missed) /],
  ['order', / (заказ\S*|замовлен\S*|order|orders) /],
];
