/** What the styles of an OpenDocument table tell: of cells the format of their values and their indent, of tables whether they are hidden. */
import { parseCurrency } from '../../facts/values/currency.ts';
import type { CellStyle } from '../xlsx/styles.ts';

/** More than any program makes. */
const styleLimit = 1 << 16;

interface Style {
  parent: string | undefined;
  dataStyle: string | undefined;
  indent: number;
  hidden: boolean;
}

/** Takes the events of the document's XML by their local names; styles are defined before they are used, and in common styles before automatic ones. */
export class OdsStyles {
  readonly #styles = new Map<string, Style>();
  readonly #formats = new Map<string, { parts: Set<string>; symbol: string }>();
  readonly #resolved = new Map<string, CellStyle>();
  #style: Style | undefined;
  #format: { parts: Set<string>; symbol: string } | undefined;
  #inSymbol = false;

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'style') this.#openStyle(attributes);
    else if (/^(?:date|time|currency|number|percentage|boolean|text)-style$/.test(name)) this.#openFormat(name, attributes);
    else if (this.#format) {
      this.#format.parts.add(name);
      this.#inSymbol = name === 'currency-symbol';
    } else if (this.#style && name === 'paragraph-properties') this.#style.indent = indentOf(attributes['fo:margin-left']);
    else if (this.#style && name === 'table-properties') this.#style.hidden = attributes['table:display'] === 'false';
  }

  text(text: string): void {
    if (this.#inSymbol && this.#format && this.#format.symbol.length < 20) this.#format.symbol += text;
  }

  close(name: string): void {
    if (name === 'currency-symbol') this.#inSymbol = false;
    else if (name === 'style') this.#style = undefined;
    else if (name.endsWith('-style')) this.#format = undefined;
  }

  cell(name: string | undefined): CellStyle {
    if (name === undefined) return plain;
    let style = this.#resolved.get(name);
    if (style === undefined) this.#resolved.set(name, (style = this.#resolve(name)));
    return style;
  }

  hides(tableStyle: string | undefined): boolean {
    return tableStyle !== undefined && (this.#styles.get(`table ${tableStyle}`)?.hidden ?? false);
  }

  #resolve(name: string): CellStyle {
    let dataStyle: string | undefined;
    let indent = 0;
    // As deep as styles are nested in practice; a circle ends too.
    for (
      let depth = 0, at = this.#styles.get(`table-cell ${name}`);
      at && depth < 8;
      depth++, at = this.#styles.get(`table-cell ${at.parent}`)
    ) {
      dataStyle ??= at.dataStyle;
      indent ||= at.indent;
    }
    const format = dataStyle === undefined ? undefined : this.#formats.get(dataStyle);
    if (format === undefined) return { ...plain, indent };
    const { parts, symbol } = format;
    const has = (part: string): boolean => parts.has(part);
    return {
      indent,
      dateLike: ['day', 'month', 'year', 'hours', 'minutes', 'seconds'].some(has),
      monthOnly: has('month') && !['day', 'hours', 'minutes', 'seconds'].some(has),
      currency: has('currency-symbol') ? (parseCurrency(symbol) ?? undefined) : undefined,
    };
  }

  #openStyle(attributes: Record<string, string>): void {
    const key = `${attributes['style:family'] ?? ''} ${attributes['style:name'] ?? ''}`;
    this.#style = {
      parent: attributes['style:parent-style-name'],
      dataStyle: attributes['style:data-style-name'],
      indent: 0,
      hidden: false,
    };
    if (this.#styles.size < styleLimit) this.#styles.set(key, this.#style);
  }

  #openFormat(kind: string, attributes: Record<string, string>): void {
    this.#format = { parts: new Set(), symbol: '' };
    if (kind === 'text-style') return;
    if (this.#formats.size < styleLimit) this.#formats.set(attributes['style:name'] ?? '', this.#format);
  }
}

const plain: CellStyle = { dateLike: false, monthOnly: false, currency: undefined, indent: 0 };

/** LibreOffice indents by steps of 10 points. */
function indentOf(length: string | undefined): number {
  const [, value, unit] = /^([\d.]+)(pt|cm|mm|in|px)$/.exec(length ?? '') ?? [];
  const points = { pt: 1, cm: 72 / 2.54, mm: 72 / 25.4, in: 72, px: 0.75 }[unit as 'pt'] ?? 0;
  return Math.round((Number(value ?? 0) * points) / 10);
}
