import type { CompiledApp } from '../app';
import { registerBuiltins } from '../builtins/builtins';
import { installEvents } from '../builtins/events';
import { openWeixin } from '../weixin/weixin';
import { installWx } from '../wx/wx';
import { extendCallers } from './callers';
import { draw } from './dom';
import { openEngine, templateOf, watchEngine } from './engine';
import { installGlobals } from './globals';
import { openJournal } from './journal';
import { measureUpdates } from './measure';
import { OpenPhone } from './open-phone';
import { openTestWindow } from './test-window';

/**
 * Starts the phone that the window's address asks for: `?openid=` is whose it is, `?path=` the page that a card or code
 * opened (its address, URL-encoded; without it the first page, or WeChat's chat with `?chat=1`), `?safe=34` the safe
 * area below in px.
 */
export function startPhone(app: CompiledApp): void {
  const asked = new URLSearchParams(window.location.search);
  const openid = asked.get('openid') ?? 'demo-buyer-1';
  document.documentElement.style.setProperty('--safe-bottom', `${Number(asked.get('safe') ?? 0)}px`);
  const journal = openJournal(openid);
  const screen = draw('div', 'phone-screen');
  document.body.append(screen);

  const engine = openEngine(app, { screen, journal, installEvents });
  const instance = installGlobals(() => phone.pages.all());
  const phone: OpenPhone = new OpenPhone({ app, engine, openid, journal, screen, instance });
  const becomeReady = openTestWindow(phone);
  watchErrors(phone);
  extendCallers(phone);
  measure(app, phone);
  registerBuiltins(engine.space.getComponentSpace(), {
    phone,
    template: (tag) => templateOf(app, `builtins/${tag}`),
  });
  phone.weixin = openWeixin(phone);
  installWx(phone);

  app.load();
  const path = asked.get('path');
  if (path === null && asked.get('chat') === '1') phone.weixin.showChat();
  else phone.launch(path ?? '');
  window.setTimeout(becomeReady);
}

function watchErrors(phone: OpenPhone): void {
  watchEngine(phone.journal, (error) => phone.tellError(error));
  window.addEventListener('error', ({ error }) => {
    if (error instanceof Error) phone.failed(error);
  });
  window.addEventListener('unhandledrejection', ({ reason }) => phone.rejected(reason));
}

function measure(app: CompiledApp, phone: OpenPhone): void {
  const ids = new Set(app.components.filter(({ own }) => own).map(({ id }) => id));
  measureUpdates({ ids, locate: (component) => phone.pages.whereabouts(component) }, phone.journal);
}
