/** Told by the name of the root: as it is in UTF-8, windows-1251 and UTF-16, with a prefix or without. */
import { decodeXml } from '../../xml/decode-xml.ts';

export function isCommerceml(head: Buffer): boolean {
  // A character may be cut in two where the head ends; three bytes less at the most.
  return [0, 1, 2, 3].some((less) =>
    /<(?:[\p{L}\w.-]+:)?КоммерческаяИнформация[\s>/]/u.test(decodeXml(head.subarray(0, head.length - less))),
  );
}
