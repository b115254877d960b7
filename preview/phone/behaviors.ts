import type { CodeSpace, ComponentEnv } from 'glass-easel-miniprogram-adapter';

type Definition = Readonly<Record<string, unknown>>;

/** Behaviors that WeChat has built in, by the name that components write (developers.weixin.qq.com, 2026-11-22). */
const BUILT_IN: Readonly<Record<string, Definition>> = {
  'wx://form-field': { properties: { name: { type: String, value: '' }, value: { type: null, value: null } } },
  'wx://form-field-group': {},
  'wx://form-field-button': {},
  'wx://component-export': {},
};

/** `Component`, `Page` and `Behavior` for the script of `id`, where a behavior may be one of WeChat's own, by name. */
export function definers(space: CodeSpace, id: string): ComponentEnv {
  return space.componentEnv(id, (own) => {
    const known = new Map<string, unknown>();
    const builtIn = (name: string): unknown => {
      const definition = BUILT_IN[name];
      if (!definition) throw new Error(`${id}: there is no behavior "${name}"`);
      if (!known.has(name)) known.set(name, own.Behavior({ ...definition }));
      return known.get(name);
    };
    const resolved = (definition: Definition): Definition => {
      const behaviors = definition['behaviors'] as readonly unknown[] | undefined;
      if (!behaviors) return definition;
      return { ...definition, behaviors: behaviors.map((each) => (typeof each === 'string' ? builtIn(each) : each)) };
    };
    const define = (definer: (...args: never[]) => unknown) =>
      Object.assign((definition?: Definition) => {
        if (definition === undefined) return definer();
        return (definer as (given: Definition) => unknown)(resolved(definition));
      }, definer);
    return { Page: define(own.Page), Component: define(own.Component), Behavior: define(own.Behavior) } as ComponentEnv;
  });
}
