/** A checked time equation as SQL, for millions of events at once. Computes what core's minutesOf computes, in doubles. */
import type { BinaryOperator, Term } from '../../core/differentiate/costing/equation.ts';
import { quoted } from '../sql-files.ts';

/** `column` gives the SQL of an attribute: a number that is not null, flags as 0 or 1, texts as they are. */
export function equationSql(term: Term, column: (attribute: string) => string): string {
  const sql = (each: Term): string => equationSql(each, column);
  switch (term.type) {
    case 'number':
      return `${term.value}::double`;
    case 'attribute':
      return column(term.name);
    case 'says':
      return `if(lower(${column(term.name)}) = ${quoted(term.text.toLowerCase())}, 1, 0)::double`;
    case 'minus':
      return `(-${sql(term.of)})`;
    case 'not':
      return `if(${sql(term.of)} = 0, 1, 0)::double`;
    case 'choice':
      return `if(${sql(term.condition)} = 0, ${sql(term.no)}, ${sql(term.yes)})`;
    case 'call': {
      const name = { min: 'least', max: 'greatest', ceil: 'ceil', floor: 'floor' }[term.name];
      return `${name}(${term.of.map(sql).join(', ')})`;
    }
    case 'binary':
      return binarySql[term.operator](sql(term.left), sql(term.right));
  }
}

const compared =
  (operator: string) =>
  (left: string, right: string): string =>
    `if(${left} ${operator} ${right}, 1, 0)::double`;
const reckoned =
  (operator: string) =>
  (left: string, right: string): string =>
    `(${left} ${operator} ${right})`;

const binarySql: Record<BinaryOperator, (left: string, right: string) => string> = {
  '+': reckoned('+'),
  '-': reckoned('-'),
  '*': reckoned('*'),
  '/': reckoned('/'),
  '<': compared('<'),
  '<=': compared('<='),
  '>': compared('>'),
  '>=': compared('>='),
  '==': compared('='),
  '!=': compared('<>'),
  '&&': (left, right) => `if(${left} <> 0 and ${right} <> 0, 1, 0)::double`,
  '||': (left, right) => `if(${left} <> 0 or ${right} <> 0, 1, 0)::double`,
};
