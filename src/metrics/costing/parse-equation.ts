/** Reads a time equation. jsep only parses; what it may consist of is core's equation.ts, and nothing is ever evaluated as a program. */
import jsep from 'jsep';
import {
  type BinaryOperator,
  binaryOperators,
  type EquationProblem,
  type FunctionName,
  functionNames,
  type Term,
} from '../../core/differentiate/costing/equation.ts';

/** Long enough for any rule that a person can explain. */
const longest = 400;

export type ParsedEquation = { term: Term } | { problem: EquationProblem };

export function parseEquation(text: string): ParsedEquation {
  if (text.trim() === '') return { problem: { code: 'equation_empty', detail: {} } };
  if (text.length > longest) return { problem: { code: 'equation_too_long', detail: { most: String(longest) } } };
  let expression: jsep.Expression;
  try {
    expression = jsep(text);
  } catch (error) {
    const { index, description } = error as { index?: number; description?: string };
    return { problem: { code: 'equation_unreadable', detail: { at: String((index ?? 0) + 1), why: description ?? String(error) } } };
  }
  const term = termOf(expression as jsep.CoreExpression);
  return 'code' in term ? { problem: term } : { term };
}

function termOf(expression: jsep.CoreExpression): Term | EquationProblem {
  switch (expression.type) {
    case 'Literal':
      return literal(expression.value, expression.raw);
    case 'Identifier':
      return { type: 'attribute', name: expression.name };
    case 'UnaryExpression': {
      const of = termOf(expression.argument as jsep.CoreExpression);
      if ('code' in of || expression.operator === '+') return of;
      if (expression.operator === '-' || expression.operator === '!') return { type: expression.operator === '-' ? 'minus' : 'not', of };
      return notAllowed(expression.operator);
    }
    case 'ConditionalExpression':
      return withAll([expression.test, expression.consequent, expression.alternate], ([condition, yes, no]) => ({
        type: 'choice',
        condition: condition!,
        yes: yes!,
        no: no!,
      }));
    case 'CallExpression':
      return call(expression);
    case 'BinaryExpression':
      return binary(expression);
    case 'Compound':
    case 'SequenceExpression':
      return notAllowed(expression.type === 'Compound' && expression.body.length === 0 ? '' : ', ;');
    default:
      // && and || have a type of their own, which jsep's typings leave out.
      return 'operator' in expression
        ? binary(expression as unknown as jsep.BinaryExpression)
        : notAllowed((expression as jsep.Expression).type);
  }
}

function literal(value: unknown, raw: string): Term | EquationProblem {
  if (typeof value === 'number' && Number.isFinite(value)) return { type: 'number', value };
  if (typeof value === 'boolean') return { type: 'number', value: value ? 1 : 0 };
  return notAllowed(raw);
}

function call({ callee, arguments: given }: jsep.CallExpression): Term | EquationProblem {
  const name = callee.type === 'Identifier' ? (callee as jsep.Identifier).name : '';
  if (!functionNames.includes(name as FunctionName))
    return { code: 'equation_unknown_function', detail: { name, known: functionNames.join(', ') } };
  const wanted = name === 'min' || name === 'max' ? given.length >= 2 : given.length === 1;
  if (!wanted) return notAllowed(`${name}(${given.length})`);
  return withAll(given, (of) => ({ type: 'call', name: name as FunctionName, of }));
}

function binary({ operator, left, right }: jsep.BinaryExpression): Term | EquationProblem {
  const plain = operator.replace('===', '==').replace('!==', '!=');
  if (!binaryOperators.includes(plain as BinaryOperator)) return notAllowed(operator);
  const says = plain === '==' || plain === '!=' ? comparedText(left, right) : null;
  if (says !== null) return plain === '==' ? says : { type: 'not', of: says };
  return withAll([left, right], ([a, b]) => ({ type: 'binary', operator: plain as BinaryOperator, left: a!, right: b! }));
}

/** A name beside a text: `region == "North"`. A text anywhere else is not allowed. */
function comparedText(left: jsep.Expression, right: jsep.Expression): Term | null {
  const text = [left, right].find((side): side is jsep.Literal => side.type === 'Literal' && typeof side.value === 'string');
  const name = [left, right].find((side): side is jsep.Identifier => side.type === 'Identifier');
  return text === undefined || name === undefined ? null : { type: 'says', name: name.name, text: String(text.value) };
}

function withAll(expressions: jsep.Expression[], make: (terms: Term[]) => Term): Term | EquationProblem {
  const terms: Term[] = [];
  for (const expression of expressions) {
    const term = termOf(expression as jsep.CoreExpression);
    if ('code' in term) return term;
    terms.push(term);
  }
  return make(terms);
}

function notAllowed(what: string): EquationProblem {
  return { code: 'equation_not_allowed', detail: { what } };
}
