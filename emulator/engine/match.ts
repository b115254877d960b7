import { isFields, isOperators, type Fields } from './document';
import { evaluate } from './expression';
import { refusal } from './failure';
import { partsOf, valuesAt } from './path';
import {
  among,
  anyElement,
  anyValue,
  every,
  isEqualTo,
  isOrMatches,
  isTrue,
  list,
  not,
  pattern,
  ranged,
  remainder,
  size,
  some,
  type Test,
  type ValuesTest,
} from './value-tests';

/**
 * Compiles a filter. The matcher is our own: mingo 7.2.7 differs from MongoDB in null ranges, field order of
 * subdocuments and paths through arrays, and a filter must see exactly the values that an index has as keys.
 */
export function compileFilter(filter: unknown): Test {
  if (!isFields(filter)) throw refusal('query must be an object');
  const tests = Object.entries(filter).map(([name, operand]) => compileEntry(name, operand));
  return tests.length === 1 && tests[0] !== undefined ? tests[0] : every(tests);
}

function compileEntry(name: string, operand: unknown): Test {
  if (!name.startsWith('$')) return compileField(name, operand);
  const compile = Object.hasOwn(logical, name) ? logical[name] : undefined;
  if (compile === undefined) throw refusal(`unknown top level operator: ${name}`);
  return compile(operand);
}

const logical: Readonly<Record<string, (operand: unknown) => Test>> = {
  $and: (operand) => every(branches('$and', operand)),
  $or: (operand) => some(branches('$or', operand)),
  $nor: (operand) => not(some(branches('$nor', operand))),
  $expr: (operand) => (value) => isTrue(evaluate(value, operand)),
};

function branches(name: string, operand: unknown): Test[] {
  if (!Array.isArray(operand) || operand.length === 0) throw refusal(`${name} must be a nonempty array`);
  return operand.map(compileFilter);
}

function compileField(path: string, operand: unknown): Test {
  const parts = partsOf(path);
  const test = compileOperand(operand);
  return (document) => test(valuesAt(document, parts));
}

function compileOperand(operand: unknown): ValuesTest {
  if (!isOperators(operand)) return anyElement(isOrMatches(operand));
  const tests = Object.entries(operand).map(([name, argument]) => {
    const compile = Object.hasOwn(operators, name) ? operators[name] : undefined;
    if (compile === undefined) throw refusal(`unknown operator: ${name}`);
    return compile(argument, operand);
  });
  return (values) => tests.every((test) => test(values));
}

function all(operand: unknown): ValuesTest {
  const tests = list('$all', operand).map((wanted) =>
    isOperators(wanted) ? compileOperand(wanted) : anyElement(isOrMatches(wanted)),
  );
  return (values) => tests.length > 0 && tests.every((test) => test(values));
}

function elementMatches(operand: unknown): ValuesTest {
  if (!isFields(operand)) throw refusal('$elemMatch needs an Object');
  const test = elementTest(operand);
  return anyValue((value) => Array.isArray(value) && value.some(test));
}

/** Compiles what an element of an array must satisfy: operators on the element itself, or a filter on its fields. */
export function elementTest(condition: unknown): Test {
  const onItself = isOperators(condition) && !Object.keys(condition).some((name) => Object.hasOwn(logical, name));
  if (!onItself && isFields(condition)) {
    const test = compileFilter(condition);
    return (element) => isFields(element) && test(element);
  }
  const test = compileOperand(condition);
  return (element) => test([element]);
}

function negated(operand: unknown): ValuesTest {
  if (!(operand instanceof RegExp) && !isOperators(operand)) throw refusal('$not needs a regex or a document');
  const test = compileOperand(operand);
  return (values) => !test(values);
}

const operators: Readonly<Record<string, (operand: unknown, beside: Fields) => ValuesTest>> = {
  $eq: (operand) => anyElement(isEqualTo(operand)),
  $ne: (operand) => (values) => !anyElement(isOrMatches(operand))(values),
  $gt: ranged((order) => order > 0),
  $gte: ranged((order) => order >= 0),
  $lt: ranged((order) => order < 0),
  $lte: ranged((order) => order <= 0),
  $in: (operand) => among('$in', operand),
  $nin: (operand) => {
    const test = among('$nin', operand);
    return (values) => !test(values);
  },
  $exists: (operand) => (values) => values.some((value) => value !== undefined) === isTrue(operand),
  $all: all,
  $elemMatch: elementMatches,
  $mod: remainder,
  $not: negated,
  $regex: pattern,
  $options: (_, beside) => {
    if (!('$regex' in beside)) throw refusal('$options needs a $regex');
    return () => true;
  },
  $size: size,
};
