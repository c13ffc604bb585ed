/** A heading without manner of writing: "КолВо", "Кол-во", "net_amount", "ListAmount", "Сумма, руб." → words in lower case. */

export function normalHeading(heading: string): string {
  let normal = recent.get(heading);
  if (normal === undefined) {
    normal = withoutManner(heading);
    if (recent.size >= 5000) recent.clear();
    recent.set(heading, normal);
  }
  return normal;
}

/** Recognising asks for the same few headings again and again. */
const recent = new Map<string, string>();

function withoutManner(heading: string): string {
  return heading
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/['’ʼ`]/g, '')
    .replace(/[#]/g, '№')
    .replace(/[^\p{L}\p{N}%№$€₽₴]+/gu, ' ')
    .replace(/№/g, ' № ')
    .replace(/%/g, ' % ')
    .replace(/\s+/g, ' ')
    .trim();
}
