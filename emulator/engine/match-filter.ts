import { isFields, type Fields } from './document';
import { evaluate } from './expression';
import { refusal } from './failure';

/**
 * The filter of a `$match` stage, with the values of the surrounding variables filled in. Equalities of its `$expr`
 * are added as ones that an index can serve.
 */
export function matchFilter(operand: unknown, variables: Fields): Fields {
  if (!isFields(operand)) throw refusal('the match filter must be an expression in an object');
  const { $expr: expression, ...plain } = operand;
  if (expression === undefined) return operand;
  return { $and: [plain, ...equalities(expression, variables), { $expr: withVariables(expression, variables) }] };
}

// Necessary, not sufficient: a filter's equality also looks into arrays, so the expression is tested as well.
function equalities(expression: unknown, variables: Fields): Fields[] {
  if (!isFields(expression)) return [];
  const { $and: all, $eq: sides, $in: member } = expression;
  if (Array.isArray(all)) return all.flatMap((branch) => equalities(branch, variables));
  if (Array.isArray(sides) && sides.length === 2) {
    const [left, right] = sides as readonly unknown[];
    const [field, operand] = isFieldPath(left) ? [left, right] : [right, left];
    const value = constant(operand, variables);
    return isFieldPath(field) && value !== undefined ? [{ [field.slice(1)]: { $eq: value } }] : [];
  }
  if (Array.isArray(member) && member.length === 2 && isFieldPath(member[0])) {
    const values = constant(member[1], variables);
    return Array.isArray(values) ? [{ [member[0].slice(1)]: { $in: values } }] : [];
  }
  return [];
}

function isFieldPath(side: unknown): side is string {
  return typeof side === 'string' && /^\$[^$]/.test(side);
}

/** The value of an operand that is the same for every document; undefined if it may not be. */
function constant(operand: unknown, variables: Fields): unknown {
  if (typeof operand === 'string' && operand.startsWith('$')) {
    return isBound(operand, variables) ? evaluate({}, operand, variables) : undefined;
  }
  if (isFields(operand)) return Object.keys(operand).length === 1 ? operand['$literal'] : undefined;
  return Array.isArray(operand) ? undefined : operand;
}

function isBound(reference: string, variables: Fields): boolean {
  const [name = ''] = reference.slice(2).split('.');
  return reference.startsWith('$$') && Object.hasOwn(variables, name);
}

/** The expression with the values of the variables in their places, as literals. */
function withVariables(expression: unknown, variables: Fields): unknown {
  if (typeof expression === 'string') {
    return isBound(expression, variables) ? { $literal: evaluate({}, expression, variables) } : expression;
  }
  if (Array.isArray(expression)) return expression.map((inner) => withVariables(inner, variables));
  if (!isFields(expression) || '$literal' in expression) return expression;
  return Object.fromEntries(Object.entries(expression).map(([name, inner]) => [name, withVariables(inner, variables)]));
}
