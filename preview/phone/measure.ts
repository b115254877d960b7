import type { GeneralComponent } from 'glass-easel';
import { component as adapter } from 'glass-easel-miniprogram-adapter';

import type { Journal, SetDataDetail } from './journal';

/** Where a component is: the route of its page, and whether that page is hidden. */
export interface Whereabouts {
  readonly route: string;
  readonly isHidden: boolean;
}

/** What is measured: components with these ids, found on pages by `locate`. */
export interface Measuring {
  readonly ids: ReadonlySet<string>;
  readonly locate: (component: GeneralComponent) => Whereabouts;
}

type Patch = Readonly<Record<string, unknown>>;
type Caller = { readonly is: string; readonly _$: GeneralComponent };
type SetData = (this: Caller, patch: Patch, done?: () => void) => void;

/** Writes into the journal how much each `setData` of these pages and components carries. Called once. */
export function measureUpdates({ ids, locate }: Measuring, journal: Journal): void {
  const prototype = adapter.ComponentCaller.prototype as object;
  const own = Reflect.get(prototype, 'setData') as SetData;
  const setData: SetData = function (patch, done) {
    if (ids.has(this.is)) {
      const detail = measured(patch, this.is, locate(this._$));
      journal.add('setData', `${this.is}: ${detail.bytes} bytes`, detail);
    }
    own.call(this, patch, done);
  };
  Object.assign(prototype, { setData });
}

function measured(patch: Patch, component: string, where: Whereabouts): SetDataDetail {
  const bytes = new TextEncoder().encode(JSON.stringify(patch)).length;
  return { route: where.route, component, bytes, keys: Object.keys(patch), hidden: where.isHidden };
}
