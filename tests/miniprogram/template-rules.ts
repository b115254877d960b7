import { posix } from 'node:path';

import { appConfig, componentAt, ownFiles, unitsOf } from './mini-program';
import type { MiniProgram, Rule } from './mini-program';
import { ambiguousNames, memberNames } from './scripts';
import { elementsOf } from './wxml';

/** Tags that WeChat itself knows, as far as this mini-program has a use for them. */
const builtIn = new Set(
  (
    'block button camera canvas checkbox checkbox-group cover-image cover-view form icon image import include ' +
    'input label map movable-area movable-view navigator page-meta picker picker-view picker-view-column ' +
    'progress radio radio-group rich-text root-portal scroll-view slider slot swiper swiper-item switch template ' +
    'text textarea video view wxs'
  ).split(' '),
);

/** Each tag is WeChat's or declared in the JSON beside; each declared one exists and is used. */
export const componentRule: Rule = (app) => {
  const everywhere = appConfig(app).usingComponents ?? {};
  const everywhereUnused = Object.keys(everywhere).filter(
    (tag) => !ownFiles(app, '.wxml').some(({ text }) => elementsOf(text).some((element) => element.tag === tag)),
  );
  return [
    ...everywhereUnused.map((tag) => `app.json declares <${tag}>, which nobody uses`),
    ...Object.entries(everywhere).flatMap(([tag, name]) => missing(app, 'app', tag, name)),
    ...unitsOf(app).flatMap(({ path, usingComponents }) => {
      const declared = { ...everywhere, ...usingComponents };
      const elements = templatesOf(app, `${path}.wxml`).flatMap((template) => elementsOf(app.read(template) ?? ''));
      const used = new Set(elements.map(({ tag }) => tag));
      return [
        ...Object.entries(usingComponents).flatMap(([tag, name]) => missing(app, path, tag, name)),
        ...Object.keys(usingComponents).flatMap((tag) =>
          used.has(tag) ? [] : [`${path}.json declares <${tag}> without use`],
        ),
        ...[...used].flatMap((tag) =>
          builtIn.has(tag) || tag in declared ? [] : [`${path}.wxml uses <${tag}>, which is not declared`],
        ),
      ];
    }),
  ];
};

function missing(app: MiniProgram, path: string, tag: string, name: string): string[] {
  const found = componentAt(app, posix.dirname(path), name);
  return found === undefined ? [`${path}.json: there is no component "${name}" for <${tag}>`] : [];
}

/** A template and all that it imports or includes. */
function templatesOf(app: MiniProgram, path: string): string[] {
  const found = new Set([path]);
  for (const template of found) {
    for (const { tag, attributes } of elementsOf(app.read(template) ?? '')) {
      if (tag === 'import' || tag === 'include') found.add(resolved(template, attributes.get('src') ?? ''));
    }
  }
  return [...found];
}

function resolved(from: string, src: string): string {
  return src.startsWith('/') ? src.slice(1) : posix.join(posix.dirname(from), src);
}

/** What a template loads exists, and WXS is loaded by a relative path (WXS, developers.weixin.qq.com, 2026-11-22). */
export const loadRule: Rule = (app) =>
  ownFiles(app, '.wxml').flatMap(({ path, text }) =>
    elementsOf(text).flatMap(({ tag, attributes, line }) => {
      const src = attributes.get('src');
      const isLoaded = ['wxs', 'import', 'include'].includes(tag) || (tag === 'image' && src?.startsWith('/'));
      if (!isLoaded || src === undefined || src.includes('{{')) return [];
      if (tag === 'wxs' && src.startsWith('/')) return [`${path}:${line} ${src} is no relative path`];
      return app.paths.includes(resolved(path, src)) ? [] : [`${path}:${line} there is no ${src}`];
    }),
  );

const EVENT = /^(?:capture-)?(?:mut-)?(?:bind|catch):?[a-z]/;

/** Each event ends in a method of the script beside. */
export const eventRule: Rule = (app) =>
  unitsOf(app).flatMap(({ path }) => {
    const members = memberNames(app, `${path}.ts`);
    return templatesOf(app, `${path}.wxml`).flatMap((template) =>
      elementsOf(app.read(template) ?? '').flatMap(({ attributes, line }) =>
        [...attributes].flatMap(([name, method]) =>
          !EVENT.test(name) || method === '' || method.includes('{{') || members.has(method)
            ? []
            : [`${template}:${line} ${name}="${method}": ${path}.ts has no such method`],
        ),
      ),
    );
  });

/** What can be tapped and is no button says that it is one, so that those who do not see it can tap it too. */
export const tapRule: Rule = (app) =>
  ownFiles(app, '.wxml').flatMap(({ path, text }) =>
    elementsOf(text).flatMap(({ tag, attributes, line }) => {
      const isTapped = [...attributes.keys()].some((name) => /^(bind|catch):?tap$/.test(name));
      const isPlain = ['view', 'text', 'image', 'cover-view', 'cover-image'].includes(tag);
      const says =
        attributes.has('aria-role') ||
        /true/.test(attributes.get('aria-hidden') ?? '') ||
        attributes.get('catch:tap') === '';
      return isTapped && isPlain && !says ? [`${path}:${line} <${tag}> is tapped and has no aria-role`] : [];
    }),
  );

/** No method is called like a property: glass-easel writes both to the component, and one would hide the other. */
export const nameRule: Rule = (app) =>
  ownFiles(app, '.ts').flatMap(({ path, text }) =>
    ambiguousNames(text).map((name) => `${path}: "${name}" is a method and a property`),
  );
