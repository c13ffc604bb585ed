/** Decodes `_x000D_`: how workbooks write characters that XML cannot hold (ECMA-376 part 1, ST_Xstring); `_x005F_` is `_`. */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
