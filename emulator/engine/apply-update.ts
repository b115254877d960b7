import { changeAt, valueAt, withoutField } from './change-at';
import { isFields, type Document } from './document';
import { refusal } from './failure';
import { checkConflicts, stored, updatePath } from './guards';
import { updateOperators } from './update-operators';

/** Makes the next version of a document; the same one if nothing changes. A failure has changed nothing. */
export type Updater = (document: Document) => Document;

type Step = (value: unknown) => unknown;

/** Compiles an update document. Our own operators on copied paths: mingo 7.2.7 ignores what MongoDB refuses. */
export function compileUpdate(update: unknown): Updater {
  if (!isFields(update)) throw refusal('an update must be a document of update operators');
  const steps: Step[] = [];
  const paths: string[] = [];
  for (const [operator, fields] of Object.entries(update)) {
    if (!isFields(fields))
      throw refusal(`Modifiers operate on fields but we found another type: {${operator}: ${JSON.stringify(fields)}}`);
    for (const [path, operand] of Object.entries(fields)) {
      if (operand === undefined) continue;
      steps.push(stepOf(operator, path, operand));
      paths.push(path);
      if (operator === '$rename' && typeof operand === 'string') paths.push(operand);
    }
  }
  checkConflicts(paths);
  return (document) => {
    const after = steps.reduce<unknown>((value, step) => step(value), document) as Document;
    if (after._id !== document._id) {
      throw refusal("Performing an update on the path '_id' would modify the immutable field '_id'");
    }
    return after;
  };
}

function stepOf(operator: string, path: string, operand: unknown): Step {
  const parts = updatePath(path);
  if (operator === '$unset') return (value) => withoutField(value, parts);
  if (operator === '$rename') return renaming(parts, operand);
  const apply = Object.hasOwn(updateOperators, operator) ? updateOperators[operator] : undefined;
  if (apply === undefined) throw refusal(`Unknown modifier: ${operator}. Expected a valid update modifier`);
  const ready = storedOperand(operator, operand, path);
  return (value) => changeAt(value, parts, (before) => apply(before, ready, path));
}

// A $pull's operand is a condition; a $push's may carry clauses around what is stored.
function storedOperand(operator: string, operand: unknown, path: string): unknown {
  if (operator === '$pull' || operator === '$bit') return operand;
  const hasEach = (operator === '$push' || operator === '$addToSet') && isFields(operand) && '$each' in operand;
  return hasEach ? { ...operand, $each: stored(operand['$each'], path) } : stored(operand, path);
}

function renaming(from: readonly string[], to: unknown): Step {
  if (typeof to !== 'string') throw refusal('The new name of a $rename must be a string');
  const target = updatePath(to);
  return (value) => {
    const moved = valueAt(value, from);
    if (moved === undefined) return value;
    return changeAt(withoutField(value, from), target, () => moved);
  };
}
