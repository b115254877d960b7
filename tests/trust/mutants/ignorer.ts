import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** What is read here of a place in a source (Babel's NodePath, as Stryker 9.6.1 hands it over). */
interface Place {
  readonly node: { readonly type: string; readonly value?: unknown };
  readonly key: unknown;
  readonly parent?: { readonly type: string; readonly callee?: { readonly name?: string }; readonly key?: Named };
}

interface Named {
  readonly name?: string;
}

/** What is no behaviour, and why no test can notice that it is another. */
const reasons: readonly (readonly [reason: string, is: (place: Place) => boolean])[] = [
  [
    'the name of an action where its operation is stated is there for the compiler alone',
    ({ node, parent }) => node.type === 'StringLiteral' && parent?.callee?.name === 'operation',
  ],
  [
    'whatever is no role of staff is a buyer, whom everybody is',
    ({ node, parent }) => node.value === 'buyer' && parent?.type === 'ObjectProperty' && parent.key?.name === 'role',
  ],
];

/** Leaves out mutants that change nothing, each for a reason that is listed here. */
export const ignorerPlugin = declareValuePlugin(PluginKind.Ignore, 'no-behaviour', {
  shouldIgnore: (path: unknown) => reasons.find(([, is]) => is(path as Place))?.[0],
});
