import { addToSet, pop, pull, pullAll, push } from './array-operators';
import { compareValues, typeOf } from './bson-order';
import { isFields } from './document';
import { refusal } from './failure';

/** The value of a field after an operator; undefined leaves a missing field missing. */
export type UpdateOperator = (before: unknown, operand: unknown, path: string) => unknown;

function numberOf(operator: string, verb: string, before: unknown, operand: unknown, path: string): number | undefined {
  if (typeof operand !== 'number')
    throw refusal(`Cannot ${verb} with non-numeric argument: {${path}: ${JSON.stringify(operand)}}`);
  if (before === undefined || typeof before === 'number') return before;
  const found = `The field '${path}' has non-numeric type ${typeOf(before)}`;
  throw refusal(`Cannot apply ${operator} to a value of non-numeric type. ${found}`);
}

function increment(before: unknown, operand: unknown, path: string): unknown {
  return (numberOf('$inc', 'increment', before, operand, path) ?? 0) + (operand as number);
}

function multiply(before: unknown, operand: unknown, path: string): unknown {
  return (numberOf('$mul', 'multiply', before, operand, path) ?? 0) * (operand as number);
}

type BitOperation = (a: number, b: number) => number;
const bitOperations: Readonly<Record<string, BitOperation>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

function bit(before: unknown, operand: unknown, path: string): unknown {
  const entries = isFields(operand) ? Object.entries(operand) : [];
  if (entries.length === 0) throw refusal(`The $bit modifier needs {and|or|xor: integer} for the field '${path}'`);
  if (before !== undefined && !Number.isInteger(before))
    throw refusal(`Cannot apply $bit to a value of non-integral type`);
  return entries.reduce(
    (value, [name, argument]) => {
      const operation = Object.hasOwn(bitOperations, name) ? bitOperations[name] : undefined;
      if (operation === undefined)
        throw refusal(`The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`);
      if (!Number.isInteger(argument))
        throw refusal(`The $bit modifier field must be an integer, got ${JSON.stringify(argument)}`);
      return operation(value, argument as number);
    },
    (before ?? 0) as number,
  );
}

/** What each operator makes of one field. `$unset` and `$rename` concern the field itself, not its value. */
export const updateOperators: Readonly<Record<string, UpdateOperator>> = {
  $set: (_, operand) => operand,
  $inc: increment,
  $mul: multiply,
  $min: (before, operand) => (before === undefined || compareValues(operand, before) < 0 ? operand : before),
  $max: (before, operand) => (before === undefined || compareValues(operand, before) > 0 ? operand : before),
  $bit: bit,
  $push: push,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
  $addToSet: addToSet,
};
