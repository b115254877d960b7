/** Listeners by name of event, each called in the order in which it was added. */
export interface Listeners<Events> {
  /** Listens until the returned function is called. */
  on<Name extends keyof Events>(name: Name, listener: (detail: Events[Name]) => void): () => void;
  fire<Name extends keyof Events>(name: Name, detail: Events[Name]): void;
}

/** Starts without listeners. */
export function openListeners<Events>(): Listeners<Events> {
  const all = new Map<keyof Events, Set<(detail: never) => void>>();
  return {
    on(name, listener) {
      const ofName = all.get(name) ?? new Set();
      all.set(name, ofName.add(listener));
      return () => void ofName.delete(listener);
    },
    fire(name, detail) {
      for (const listener of [...(all.get(name) ?? [])]) listener(detail as never);
    },
  };
}
