import { Component, type Element, type GeneralComponent } from 'glass-easel';

import { fieldsOf, type FieldChoice, type Viewport } from './node-fields';

type Callback = (result: unknown) => void;

/** One question of a query: what is asked, and who wants the answer. */
interface Question {
  readonly ask: () => unknown;
  readonly callback: Callback | undefined;
}

/** Where a query looks: the tree of a component, and the viewport that rectangles are relative to. */
export interface QueryScope {
  readonly component: GeneralComponent;
  readonly viewport: Viewport;
}

/** The nodes that a selector found, to be asked for (developers.weixin.qq.com, NodesRef, 2026-11-22). */
interface NodesRef {
  fields(choice: FieldChoice, callback?: Callback): SelectorQuery;
  boundingClientRect(callback?: Callback): SelectorQuery;
  scrollOffset(callback?: Callback): SelectorQuery;
  node(callback?: Callback): SelectorQuery;
  context(callback?: Callback): SelectorQuery;
}

const RECT: FieldChoice = { id: true, dataset: true, rect: true, size: true };
const SCROLL: FieldChoice = { id: true, dataset: true, scrollOffset: true };

/** `wx.createSelectorQuery()`; `scopeOf` finds the scope of a component's `this`, or of the top page without one. */
export class SelectorQuery {
  private questions: Question[] = [];
  private component: object | undefined;

  constructor(
    private readonly scopeOf: (component: object | undefined) => QueryScope | undefined,
    component?: object,
  ) {
    this.component = component;
  }

  in(component: object): this {
    this.component = component;
    return this;
  }

  select(selector: string): NodesRef {
    return this.nodes((scope, choice) => {
      const found = treeOf(scope)?.querySelector(selector);
      return found ? fieldsOf(found, choice, scope.viewport) : null;
    });
  }

  selectAll(selector: string): NodesRef {
    return this.nodes((scope, choice) => {
      const found: readonly Element[] = treeOf(scope)?.querySelectorAll(selector) ?? [];
      return found.map((node) => fieldsOf(node, choice, scope.viewport));
    });
  }

  selectViewport(): NodesRef {
    return this.nodes(({ viewport }, choice) => fieldsOf(undefined, choice, viewport));
  }

  exec(callback?: (results: readonly unknown[]) => void): this {
    const asked = this.questions;
    this.questions = [];
    queueMicrotask(() => {
      const results = asked.map(({ ask }) => ask());
      asked.forEach((question, index) => question.callback?.(results[index]));
      callback?.(results);
    });
    return this;
  }

  private nodes(find: (scope: QueryScope, choice: FieldChoice) => unknown): NodesRef {
    const fields = (choice: FieldChoice, callback?: Callback): this => {
      const { component } = this;
      const ask = () => {
        const scope = this.scopeOf(component);
        return scope ? find(scope, choice) : null;
      };
      this.questions.push({ ask, callback });
      return this;
    };
    return {
      fields,
      boundingClientRect: (callback) => fields(RECT, callback),
      scrollOffset: (callback) => fields(SCROLL, callback),
      node: (callback) => fields({ node: true }, callback),
      context: (callback) => fields({ context: true }, callback),
    };
  }
}

function treeOf({ component }: QueryScope) {
  return Component.isComponent(component) ? component.getShadowRoot() : undefined;
}
