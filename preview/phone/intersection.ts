import { Component } from 'glass-easel';

import { domOf } from './dom';
import type { IntersectionOptions } from './phone';
import type { QueryScope } from './selector-query';

interface Margins {
  readonly left?: number;
  readonly right?: number;
  readonly top?: number;
  readonly bottom?: number;
}

/** `wx.createIntersectionObserver()`: tells how much of a node is seen in the page's area or in another node. */
export class PhoneIntersectionObserver {
  private selector: string | undefined;
  private margins: Margins = {};
  private observer: IntersectionObserver | undefined;

  constructor(
    private readonly scopeOf: () => QueryScope | undefined,
    private readonly options: IntersectionOptions = {},
  ) {}

  relativeTo(selector: string, margins: Margins = {}): this {
    this.selector = selector;
    this.margins = margins;
    return this;
  }

  relativeToViewport(margins: Margins = {}): this {
    this.selector = undefined;
    this.margins = margins;
    return this;
  }

  observe(selector: string, callback: (seen: object) => void): void {
    const scope = this.scopeOf();
    const tree = Component.isComponent(scope?.component) ? scope.component.getShadowRoot() : null;
    if (!scope || !tree) return;
    const reference = this.selector === undefined ? undefined : tree.querySelector(this.selector);
    const { top = 0, right = 0, bottom = 0, left = 0 } = this.margins;
    const { thresholds = [0], initialRatio = 0, observeAll = false } = this.options;
    let isFirst = true;
    this.observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries)
          if (!isFirst || entry.intersectionRatio !== initialRatio) callback(described(entry));
        isFirst = false;
      },
      {
        root: (reference ? domOf(reference) : undefined) ?? scope.viewport.element,
        rootMargin: `${top}px ${right}px ${bottom}px ${left}px`,
        threshold: [...thresholds],
      },
    );
    const found = tree.querySelectorAll(selector);
    for (const node of observeAll ? found : found.slice(0, 1)) {
      const dom = domOf(node);
      if (dom) this.observer.observe(dom);
    }
  }

  disconnect(): void {
    this.observer?.disconnect();
  }
}

function described(entry: IntersectionObserverEntry): object {
  const rect = (of: DOMRectReadOnly | null) => of?.toJSON() as unknown;
  const target = (entry.target as Node & { __wxElement?: { id: string; dataset: object } }).__wxElement;
  return {
    id: target?.id ?? '',
    dataset: target?.dataset ?? {},
    intersectionRatio: entry.intersectionRatio,
    intersectionRect: rect(entry.intersectionRect),
    boundingClientRect: rect(entry.boundingClientRect),
    relativeRect: rect(entry.rootBounds),
    time: entry.time,
  };
}
