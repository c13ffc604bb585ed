/**
 * Time equations: minutes that one event takes, as a formula over what is known of the event and of its customer, for instance
 * `5 + 2 * lines + (new ? 10 : 0)`. Here is what a formula may consist of, what can go wrong with it, and what it yields.
 * Reading the text is metrics/costing/parse-equation.ts; over millions of events it runs as SQL (metrics/costing/equation-sql.ts).
 * Source: Kaplan and Anderson (2004), Time-Driven Activity-Based Costing, HBR 82(11).
 */

export type Term =
  | { type: 'number'; value: number }
  | { type: 'attribute'; name: string }
  /** 1 where what the records say of the customer is this text, in whatever case of letters; else 0. */
  | { type: 'says'; name: string; text: string }
  | { type: 'not' | 'minus'; of: Term }
  | { type: 'binary'; operator: BinaryOperator; left: Term; right: Term }
  | { type: 'choice'; condition: Term; yes: Term; no: Term }
  | { type: 'call'; name: FunctionName; of: Term[] };

export const binaryOperators = ['+', '-', '*', '/', '<', '<=', '>', '>=', '==', '!=', '&&', '||'] as const;
export type BinaryOperator = (typeof binaryOperators)[number];

export const functionNames = ['min', 'max', 'ceil', 'floor'] as const;
export type FunctionName = (typeof functionNames)[number];

/** The attributes of an event and its customer: numbers that are never negative, facts that are 0 or 1, texts to be compared with. */
export interface Attribute {
  name: string;
  kind: 'number' | 'flag' | 'text';
}

export type EquationProblem =
  | { code: 'equation_empty'; detail: Record<string, string> }
  | { code: 'equation_unreadable'; detail: Record<string, string> }
  | { code: 'equation_too_long'; detail: Record<string, string> }
  | { code: 'equation_unknown_name'; detail: { name: string; known: string } }
  | { code: 'equation_unknown_function'; detail: { name: string; known: string } }
  | { code: 'equation_not_allowed'; detail: { what: string } }
  | { code: 'equation_text_reckoned' | 'equation_number_compared'; detail: { name: string } }
  | { code: 'equation_negative'; detail: { least: string } }
  | { code: 'equation_division_by_zero'; detail: { divisor: string } };

/** The first error; null where the equation yields minutes ≥ 0 for every possible event. */
export function checkEquation(term: Term, attributes: readonly Attribute[]): EquationProblem | null {
  const found = rangeOf(term, new Map(attributes.map((attribute) => [attribute.name, attribute])));
  if ('code' in found) return found;
  if (found.least < 0) return { code: 'equation_negative', detail: { least: found.least === -Infinity ? '−∞' : String(found.least) } };
  return null;
}

/** Minutes of one event; flags are 0 or 1, and so is every comparison. The equation must have passed its check. */
export function minutesOf(term: Term, values: Readonly<Record<string, number | string>>): number {
  switch (term.type) {
    case 'number':
      return term.value;
    case 'attribute':
      return Number(values[term.name] ?? 0);
    case 'says':
      return truth(String(values[term.name] ?? '').toLowerCase() === term.text.toLowerCase());
    case 'minus':
      return -minutesOf(term.of, values);
    case 'not':
      return minutesOf(term.of, values) === 0 ? 1 : 0;
    case 'binary':
      return computed[term.operator](minutesOf(term.left, values), minutesOf(term.right, values));
    case 'choice':
      return minutesOf(term.condition, values) === 0 ? minutesOf(term.no, values) : minutesOf(term.yes, values);
    case 'call':
      return Math[term.name](...(term.of.map((each) => minutesOf(each, values)) as [number]));
  }
}

const truth = (condition: boolean): number => (condition ? 1 : 0);

const computed: Record<BinaryOperator, (left: number, right: number) => number> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '<': (left, right) => truth(left < right),
  '<=': (left, right) => truth(left <= right),
  '>': (left, right) => truth(left > right),
  '>=': (left, right) => truth(left >= right),
  '==': (left, right) => truth(left === right),
  '!=': (left, right) => truth(left !== right),
  '&&': (left, right) => truth(left !== 0 && right !== 0),
  '||': (left, right) => truth(left !== 0 || right !== 0),
};

/** The least and the greatest value of a term over all events: interval arithmetic, so a sum that could only be −1 is found. */
interface Range {
  least: number;
  most: number;
}

const yesOrNo: Range = { least: 0, most: 1 };

function rangeOf(term: Term, attributes: ReadonlyMap<string, Attribute>): Range | EquationProblem {
  switch (term.type) {
    case 'number':
      return { least: term.value, most: term.value };
    case 'attribute': {
      const attribute = attributes.get(term.name);
      if (!attribute) return unknownName(term.name, attributes);
      if (attribute.kind === 'text') return { code: 'equation_text_reckoned', detail: { name: term.name } };
      return attribute.kind === 'flag' ? yesOrNo : { least: 0, most: Infinity };
    }
    case 'says': {
      const attribute = attributes.get(term.name);
      if (!attribute) return unknownName(term.name, attributes);
      return attribute.kind === 'text' ? yesOrNo : { code: 'equation_number_compared', detail: { name: term.name } };
    }
    case 'minus':
      return mapRange(rangeOf(term.of, attributes), ({ least, most }) => ({ least: -most, most: -least }));
    case 'not':
      return mapRange(rangeOf(term.of, attributes), () => yesOrNo);
    case 'choice': {
      const parts = rangesOf([term.condition, term.yes, term.no], attributes);
      return Array.isArray(parts)
        ? { least: Math.min(parts[1]!.least, parts[2]!.least), most: Math.max(parts[1]!.most, parts[2]!.most) }
        : parts;
    }
    case 'call': {
      const parts = rangesOf(term.of, attributes);
      if (!Array.isArray(parts)) return parts;
      const apply = (values: number[]): number => Math[term.name](...(values as [number]));
      return { least: apply(parts.map((part) => part.least)), most: apply(parts.map((part) => part.most)) };
    }
    case 'binary': {
      const parts = rangesOf([term.left, term.right], attributes);
      return Array.isArray(parts) ? binaryRange(term, parts[0]!, parts[1]!) : parts;
    }
  }
}

function unknownName(name: string, attributes: ReadonlyMap<string, Attribute>): EquationProblem {
  return { code: 'equation_unknown_name', detail: { name, known: [...attributes.keys()].join(', ') } };
}

function binaryRange(
  { operator, right: divisor }: { operator: BinaryOperator; right: Term },
  left: Range,
  right: Range,
): Range | EquationProblem {
  switch (operator) {
    case '+':
      return { least: left.least + right.least, most: left.most + right.most };
    case '-':
      return { least: left.least - right.most, most: left.most - right.least };
    case '*':
      return ends(left, right, product);
    case '/':
      if (right.least <= 0 && right.most >= 0) return { code: 'equation_division_by_zero', detail: { divisor: textOf(divisor) } };
      return ends(left, right, (a, b) => product(a, 1 / b));
    default:
      return yesOrNo;
  }
}

/** Nothing of something endless is nothing. */
const product = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : a * b);

function ends(left: Range, right: Range, of: (a: number, b: number) => number): Range {
  const values = [of(left.least, right.least), of(left.least, right.most), of(left.most, right.least), of(left.most, right.most)];
  return { least: Math.min(...values), most: Math.max(...values) };
}

function mapRange(range: Range | EquationProblem, of: (range: Range) => Range): Range | EquationProblem {
  return 'code' in range ? range : of(range);
}

function rangesOf(terms: Term[], attributes: ReadonlyMap<string, Attribute>): Range[] | EquationProblem {
  const ranges: Range[] = [];
  for (const term of terms) {
    const range = rangeOf(term, attributes);
    if ('code' in range) return range;
    ranges.push(range);
  }
  return ranges;
}

/** The equation as it is written, with brackets where they matter. */
export function textOf(term: Term): string {
  switch (term.type) {
    case 'number':
      return String(term.value);
    case 'attribute':
      return term.name;
    case 'says':
      return `${term.name} == ${quotedText(term.text)}`;
    case 'minus':
      return `-${bracketed(term.of)}`;
    case 'not':
      return `!${bracketed(term.of)}`;
    case 'binary':
      return `${bracketed(term.left)} ${term.operator} ${bracketed(term.right)}`;
    case 'choice':
      return `${bracketed(term.condition)} ? ${bracketed(term.yes)} : ${bracketed(term.no)}`;
    case 'call':
      return `${term.name}(${term.of.map(textOf).join(', ')})`;
  }
}

/** As the parser reads it back. */
function quotedText(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** Names of texts that the equation asks for. */
export function textsAsked(term: Term): string[] {
  switch (term.type) {
    case 'says':
      return [term.name];
    case 'minus':
    case 'not':
      return textsAsked(term.of);
    case 'binary':
      return [...textsAsked(term.left), ...textsAsked(term.right)];
    case 'choice':
      return [term.condition, term.yes, term.no].flatMap(textsAsked);
    case 'call':
      return term.of.flatMap(textsAsked);
    default:
      return [];
  }
}

function bracketed(term: Term): string {
  return term.type === 'binary' || term.type === 'choice' || term.type === 'says' ? `(${textOf(term)})` : textOf(term);
}
