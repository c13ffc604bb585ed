/**
 * The number format of a cell of a page, as Excel, SheetJS and LibreOffice write it: the CSS property mso-number-format, in the cell or in a
 * class; the attribute data-z; the last part of sdnum.
 */

/** Undefined where the page says nothing of it; "@" is text. */
export function formatOf(attributes: Record<string, string>, classes: ReadonlyMap<string, string>): string | undefined {
  const own = numberFormat(attributes['style']);
  if (own !== undefined) return own;
  for (const name of (attributes['class'] ?? '').split(/\s+/)) {
    const format = classes.get(name);
    if (format !== undefined) return format;
  }
  return attributes['data-z'] ?? libreOfficeFormat(attributes['sdnum']);
}

/** Number formats by the class that sets them, out of a style sheet. */
export function formatClasses(styleSheet: string): Map<string, string> {
  const formats = new Map<string, string>();
  for (let from = 0, open = styleSheet.indexOf('{'); open >= 0; open = styleSheet.indexOf('{', from)) {
    const close = styleSheet.indexOf('}', open);
    if (close < 0) break;
    const format = numberFormat(styleSheet.slice(open + 1, close));
    if (format !== undefined) for (const [, name] of styleSheet.slice(from, open).matchAll(/\.([\w-]+)/g)) formats.set(name!, format);
    from = close + 1;
  }
  return formats;
}

export function styleValue(style: string | undefined, property: string): string | undefined {
  if (style === undefined || !style.toLowerCase().includes(property)) return undefined;
  return new RegExp(String.raw`(?:^|[;\s])${property}\s*:\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^;]*)`, 'i').exec(style)?.[1]?.trim();
}

function numberFormat(style: string | undefined): string | undefined {
  const stated = styleValue(style, 'mso-number-format');
  if (stated === undefined) return undefined;
  const code = unescaped(/^["']/.test(stated) ? stated.slice(1, -1) : stated);
  return namedFormats.get(code.toLowerCase()) ?? code;
}

/** CSS writes a special character with a backslash before it, or by its number. */
function unescaped(text: string): string {
  return text.replace(/\\(?:([0-9a-f]{4,6}) ?|(.))/gi, (_, code: string | undefined, character: string | undefined) =>
    code === undefined ? character! : String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff)),
  );
}

/** "1049;0;DD.MM.YYYY": languages, then the format, whose letters may be of that language. */
function libreOfficeFormat(sdnum: string | undefined): string | undefined {
  const format = sdnum?.split(';').slice(2).join(';');
  if (!format) return undefined;
  return /^[ДМГдмг.\s/-]+$/.test(format) ? format.replace(/д/gi, 'd').replace(/м/gi, 'm').replace(/г/gi, 'y') : format;
}

const namedFormats: ReadonlyMap<string, string> = new Map([
  ['short date', 'm/d/yyyy'],
  ['medium date', 'dd-mmm-yy'],
  ['long date', 'dddd, mmmm dd, yyyy'],
  ['general date', 'm/d/yyyy h:mm'],
  ['short time', 'h:mm'],
  ['medium time', 'h:mm'],
  ['long time', 'h:mm:ss'],
  ['standard', '#,##0.00'],
  ['fixed', '0.00'],
  ['percent', '0%'],
  ['scientific', '0.00E+00'],
  ['currency', '0.00'],
  ['general', 'General'],
]);
