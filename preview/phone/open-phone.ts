import type { GeneralComponent } from 'glass-easel';

import type { CompiledApp } from '../app';
import { drawCapsule } from './capsule';
import type { Engine } from './engine';
import type { AppInstance } from './globals';
import { PhoneIntersectionObserver } from './intersection';
import type { Journal } from './journal';
import { openListeners } from './listeners';
import { openNetwork } from './network';
import { PhoneStack } from './page-stack';
import type { IntersectionOptions, LaunchOptions, Network, Phone, PhoneEvents, Weixin } from './phone';
import { type QueryScope, SelectorQuery } from './selector-query';
import { parsePageUrl } from './urls';

/** WeChat's scene of a recently used mini-program (developers.weixin.qq.com, scene list, 2026-11-22). */
const SCENE_RECENT = 1089;

/** What a phone is made of. */
export interface PhoneParts {
  readonly app: CompiledApp;
  readonly engine: Engine;
  readonly openid: string;
  readonly journal: Journal;
  readonly screen: HTMLElement;
  /** What `App()` was given. */
  readonly instance: () => AppInstance;
}

/** One phone: the mini-program in it, not launched yet, and WeChat around it once `weixin` is set. */
export class OpenPhone implements Phone {
  readonly openid: string;
  readonly appid: string;
  readonly config: CompiledApp['config'];
  readonly journal: Journal;
  readonly screen: HTMLElement;
  readonly capsule: HTMLElement;
  readonly pages: PhoneStack;
  readonly network: Network;
  launchOptions: LaunchOptions = { path: '', query: {}, scene: SCENE_RECENT };
  enterOptions: LaunchOptions = this.launchOptions;
  isInFront = false;
  private isLaunched = false;
  private shell: Weixin | undefined;
  private readonly listeners = openListeners<PhoneEvents>();

  constructor(private readonly parts: PhoneParts) {
    const { app, engine, openid, journal, screen } = parts;
    this.openid = openid;
    this.appid = app.appid;
    this.config = app.config;
    this.journal = journal;
    this.screen = screen;
    this.network = openNetwork((isOnline) => this.listeners.fire('network', { isOnline }));
    this.pages = new PhoneStack(app, engine, {
      screen,
      isInFront: () => this.isInFront,
      changed: (page) => {
        journal.add('page', page.route, { query: page.query });
        this.listeners.fire('page', page);
      },
    });
    this.capsule = drawCapsule(
      () => this.weixin.showMenu(),
      () => this.leave(),
    );
    screen.append(this.capsule);
  }

  get weixin(): Weixin {
    if (!this.shell) throw new Error('WeChat is not there yet');
    return this.shell;
  }

  set weixin(weixin: Weixin) {
    this.shell = weixin;
  }

  launch(path: string, scene = SCENE_RECENT): void {
    const first = this.config.pages[0] ?? '';
    const url = parsePageUrl(path === '' ? `/${first}` : path.replace(/^(?!\/)/, '/'));
    this.comeToFront({ path: url.route, query: url.query, scene });
    this.pages.reLaunch(`/${url.text}`).catch((error: unknown) => {
      this.parts.instance().onPageNotFound?.({ path: url.route, query: url.query, isEntryPage: true });
      this.failed(error instanceof Error ? error : new Error(String(error)));
    });
  }

  enter(): void {
    if (!this.pages.current()) {
      this.launch('');
      return;
    }
    const page = this.pages.current();
    this.comeToFront({ path: page?.route ?? '', query: page?.query ?? {}, scene: SCENE_RECENT });
    this.pages.setInFront(true);
  }

  leave(): void {
    if (!this.isInFront) return;
    this.isInFront = false;
    this.pages.setInFront(false);
    this.parts.instance().onHide?.();
    this.listeners.fire('appHide', undefined);
    this.weixin.showChat();
  }

  on<Name extends keyof PhoneEvents>(name: Name, listener: (detail: PhoneEvents[Name]) => void): () => void {
    return this.listeners.on(name, listener);
  }

  createSelectorQuery(scope?: object): SelectorQuery {
    return new SelectorQuery((component) => this.scopeOf(component), scope);
  }

  createIntersectionObserver(scope: object | undefined, options?: IntersectionOptions): PhoneIntersectionObserver {
    return new PhoneIntersectionObserver(() => this.scopeOf(scope), options);
  }

  /** Something of the mini-program failed: it is told of it, and the journal. */
  failed(error: Error): void {
    this.journal.add('error', error.message, error);
    this.tellError(error);
  }

  /** The journal knows already. */
  tellError(error: Error): void {
    this.parts.instance().onError?.(`${error.message}\n${error.stack ?? ''}`);
    this.listeners.fire('error', error);
  }

  rejected(reason: unknown): void {
    this.journal.add('error', `unhandled rejection: ${reasonText(reason)}`, reason);
    this.parts.instance().onUnhandledRejection?.({ reason });
    this.listeners.fire('unhandledRejection', { reason });
  }

  private comeToFront(options: LaunchOptions): void {
    this.enterOptions = options;
    if (!this.isLaunched) {
      this.isLaunched = true;
      this.launchOptions = options;
      this.parts.instance().onLaunch?.(options);
    }
    this.isInFront = true;
    this.weixin.hideChat();
    this.parts.instance().onShow?.(options);
    this.listeners.fire('appShow', options);
  }

  private scopeOf(caller: object | undefined): QueryScope | undefined {
    const component = caller && '_$' in caller ? (caller._$ as GeneralComponent) : undefined;
    const page = component ? this.pages.pageOf(component) : this.pages.current();
    return page && { component: component ?? page.component, viewport: page };
  }
}

function reasonText(reason: unknown): string {
  if (reason instanceof Error) return reason.message;
  return typeof reason === 'string' ? reason : JSON.stringify({ reason });
}
