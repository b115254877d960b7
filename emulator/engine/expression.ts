import { Context, evalExpr, ProcessingMode } from 'mingo/core';
import { Aggregator } from 'mingo/aggregator';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import * as pipeline from 'mingo/operators/pipeline';
import * as projections from 'mingo/operators/projection';
import * as queries from 'mingo/operators/query';
import type { AnyObject, Options } from 'mingo/types';
import { compareValues } from './bson-order';
import { fieldOf, isFields } from './document';
import { EngineFailure, refusal } from './failure';
import { isTrue } from './value-tests';

/** What each comparison makes of the BSON order of its two sides. */
const comparisons: Readonly<Record<string, (order: number) => unknown>> = {
  $eq: (order) => order === 0,
  $ne: (order) => order !== 0,
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
  $cmp: Math.sign,
};

/** mingo 7.2.7 compares only within one type and looks into arrays; MongoDB's expressions do neither. */
function corrected([name, judge]: readonly [string, (order: number) => unknown]) {
  const compare = (document: AnyObject, operand: unknown, options: Options): unknown => {
    const [left, right] = sides(evalExpr(document, operand, options));
    return judge(compareValues(left, right));
  };
  return [name, compare] as const;
}

function sides(operand: unknown): readonly unknown[] {
  if (!Array.isArray(operand) || operand.length !== 2) throw refusal('a comparison takes exactly 2 arguments');
  return operand;
}

// mingo refuses the form with a single argument.
function truncate(document: AnyObject, operand: unknown, options: Options): unknown {
  return expressions.$trunc(document, Array.isArray(operand) ? operand : [operand], options);
}

const context = Context.init({
  accumulator: { ...accumulators },
  expression: {
    ...expressions,
    ...Object.fromEntries(Object.entries(comparisons).map(corrected)),
    $trunc: truncate,
  },
  pipeline: { ...pipeline },
  projection: { ...projections },
  // The condition of a projection's `$elemMatch`.
  query: { ...queries },
});

const options: Partial<Options> = { context, scriptEnabled: false };

/** Stages of mingo that change nothing in the documents they are given; the others get copies. */
const harmless = ['$group', '$bucketAuto', '$sortByCount', '$replaceRoot'];

/** Runs a stage that we leave to mingo; variables are the `$$names` that its expressions may use. */
export function runStage(documents: readonly object[], name: string, operand: unknown, variables: AnyObject): object[] {
  const processingMode = harmless.includes(name) ? ProcessingMode.CLONE_OFF : ProcessingMode.CLONE_INPUT;
  return answered(() =>
    new Aggregator([{ [name]: operand }], { ...options, processingMode, variables }).run(documents as AnyObject[]),
  );
}

/** The value of an expression for one document. What nearly every query uses goes without mingo and its set-up. */
export function evaluate(document: unknown, expression: unknown, variables: AnyObject = {}): unknown {
  if (typeof expression === 'string' && expression.startsWith('$')) {
    const isPlain = /^\$[^$.]+$/.test(expression) && isFields(document);
    return isPlain ? fieldOf(document, expression.slice(1)) : byMingo(document, expression, variables);
  }
  if (!isFields(expression)) return Array.isArray(expression) ? byMingo(document, expression, variables) : expression;
  const [name = '', another] = Object.keys(expression);
  if (another !== undefined) return byMingo(document, expression, variables);
  const operand = expression[name];
  if (name === '$literal') return operand;
  if (name === '$and' && Array.isArray(operand)) {
    return operand.every((branch) => isTrue(evaluate(document, branch, variables)));
  }
  const judge = Object.hasOwn(comparisons, name) ? comparisons[name] : undefined;
  if (judge === undefined) return byMingo(document, expression, variables);
  const [left, right] = sides(operand).map((side) => evaluate(document, side, variables));
  return judge(compareValues(left, right));
}

function byMingo(document: unknown, expression: unknown, variables: AnyObject): unknown {
  return answered(() => evalExpr(document, expression, { ...options, variables } as Options));
}

/** What mingo refuses is the request's fault. */
function answered<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof EngineFailure) throw error;
    throw refusal(error instanceof Error ? error.message : String(error));
  }
}
