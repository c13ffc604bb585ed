/** Told by the message's element, whatever the version of the namespace and the prefix. */
import { headText } from '../../whole-file/decode-text.ts';

export function isCamt(head: Buffer): boolean {
  const text = headText(head);
  return /<(?:[\w.-]+:)?Document[\s>]/.test(text) && /<(?:[\w.-]+:)?BkToCstmr(?:Stmt|AcctRpt|DbtCdtNtfctn)[\s>]/.test(text);
}
