import type { Instance } from './instance';

/** How many instances may live at a time. */
export interface PoolLimits {
  readonly perFunction: number;
  readonly inAll: number;
}

interface Waiting {
  readonly name: string;
  readonly take: (instance: Instance) => void;
}

/**
 * The instances of all functions: started when first needed, used again while warm, bounded. A function called by a
 * function gets one beyond the bounds if need be, since its caller keeps its own until it has been answered: with a
 * fixed number they could all wait for each other.
 */
export class Pool {
  readonly #start: (name: string) => Instance;
  readonly #limits: PoolLimits;
  #instances: Instance[] = [];
  #waiting: Waiting[] = [];

  constructor(start: (name: string) => Instance, limits: PoolLimits) {
    this.#start = start;
    this.#limits = limits;
  }

  /** An instance of this function for one invocation, in the order of asking; nested calls do not wait. */
  acquire(name: string, isNested: boolean): Promise<Instance> {
    this.#forgetDead();
    if (isNested) return Promise.resolve(this.#occupy(this.#idle(name) ?? this.#add(name)));
    return new Promise((take) => {
      this.#waiting.push({ name, take });
      this.#serve();
    });
  }

  release(instance: Instance): void {
    instance.isBusy = false;
    this.#forgetDead();
    if (this.#isBeyond(instance.name)) this.#drop(instance);
    this.#serve();
  }

  async close(): Promise<void> {
    await Promise.all(this.#instances.map((instance) => instance.stop('the local cloud is being closed')));
    this.#instances = [];
  }

  #serve(): void {
    const served = new Set<string>();
    this.#waiting = this.#waiting.filter(({ name, take }) => {
      if (served.has(name)) return true;
      const instance = this.#idle(name) ?? this.#addWithinLimits(name);
      if (instance) take(this.#occupy(instance));
      else served.add(name);
      return instance === undefined;
    });
  }

  #idle(name: string): Instance | undefined {
    return this.#instances.find((each) => each.name === name && each.isAlive && !each.isBusy);
  }

  #addWithinLimits(name: string): Instance | undefined {
    if (this.#count(name) >= this.#limits.perFunction) return undefined;
    if (this.#instances.length >= this.#limits.inAll) {
      const idle = this.#instances.find((each) => !each.isBusy);
      if (!idle) return undefined;
      this.#drop(idle);
      if (this.#instances.length >= this.#limits.inAll) return undefined;
    }
    return this.#add(name);
  }

  #add(name: string): Instance {
    const instance = this.#start(name);
    this.#instances.push(instance);
    return instance;
  }

  /** The most recently used stand last, so that what makes room is what was not needed for longest. */
  #occupy(instance: Instance): Instance {
    instance.isBusy = true;
    this.#instances = [...this.#instances.filter((each) => each !== instance), instance];
    return instance;
  }

  #forgetDead(): void {
    this.#instances = this.#instances.filter((each) => each.isAlive);
  }

  #drop(instance: Instance): void {
    this.#instances = this.#instances.filter((each) => each !== instance);
    void instance.stop('no longer needed');
  }

  #isBeyond(name: string): boolean {
    return this.#instances.length > this.#limits.inAll || this.#count(name) > this.#limits.perFunction;
  }

  #count(name: string): number {
    return this.#instances.filter((each) => each.name === name).length;
  }
}
