import { writeEjson } from '../ejson';
import type { GatewayAction, WireFields } from '../gateway-action';
import { GatewayFailure } from '../gateway-failure';
import { collectionField, readEjsonText, refuseHidden, textField } from '../wire-fields';

type Stage = readonly [name: string, value: unknown];

/** `aggregate().….end()`: what the pipeline makes of a collection. It never runs inside a transaction. */
export const aggregateDocuments: GatewayAction = ({ fields, parts, engineCall }) => {
  const results = parts.engine.aggregate(collectionField(fields), readStages(fields), engineCall);
  return { data: { list: results.map(writeEjson) } };
};

function readStages(fields: WireFields): Stage[] {
  if (!Array.isArray(fields.stages)) throw new GatewayFailure('INVALID_PARAM', 'stages must be a list');
  return fields.stages.map((stage: WireFields): Stage => {
    const name = textField(stage, 'stageKey');
    const value = readEjsonText(textField(stage, 'stageValue'), 'stageValue');
    refuseHiddenLookups({ [name]: value });
    return [name, value];
  });
}

/** A look-up is another way to read a collection, also one that is nested in a pipeline. */
function refuseHiddenLookups(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value) as [string, unknown][]) {
    if (name === '$lookup') refuseHidden(textField(inner as WireFields, 'from'));
    refuseHiddenLookups(inner);
  }
}
