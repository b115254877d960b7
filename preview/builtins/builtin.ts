import type { ComponentSpace, GeneralComponent, GeneralComponentDefinition } from 'glass-easel';
import { DeepCopyKind } from 'glass-easel';

import type { BuiltinsHost } from '../phone/host';
import { ariaNames } from './accessibility';
import { type Life, startLife } from './life';
import type { Plan } from './plan';
import type { Properties } from './values';

/** A built-in tag: registering it makes its definition in a component space. */
export interface Builtin {
  readonly tag: string;
  define(space: ComponentSpace, host: BuiltinsHost): GeneralComponentDefinition;
}

/** What every tag has; hovering is off where the class is empty (developers.weixin.qq.com, view, 2026-11-22). */
const basic = {
  hidden: false,
  tabindex: null,
  animation: null,
  hoverClass: '',
  hoverStartTime: 50,
  hoverStayTime: 400,
  hoverStopPropagation: false,
} satisfies Properties;

/** Makes a tag of WeChat's an ordinary glass-easel component. */
export function builtin<P extends Properties>(tag: string, plan: Plan<P> = {}): Builtin {
  const properties: Properties = { ...basic, ...plan.properties };
  const names = [...Object.keys(properties), ...ariaNames];
  return {
    tag,
    define(space, host) {
      const lives = new WeakMap<object, Life>();
      const definition = space.defineComponent({
        is: `builtins/${tag}`,
        options: { dataDeepCopy: DeepCopyKind.None, propertyPassingDeepCopy: DeepCopyKind.None },
        template: host.template(tag) ?? null,
        externalClasses: [...(plan.classes ?? [])],
        properties: Object.fromEntries(
          names.map((name) => [
            name,
            {
              type: null,
              value: properties[name],
              observer(this: object) {
                lives.get(this)?.changed(name);
              },
            },
          ]),
        ),
        lifetimes: {
          created(this: GeneralComponent) {
            lives.set(this, startLife(this, plan, properties, host));
          },
          attached(this: GeneralComponent) {
            lives.get(this)?.attached();
          },
          detached(this: GeneralComponent) {
            lives.get(this)?.detached();
          },
        },
      });
      return definition.general();
    },
  };
}
