import { describe, expect, test } from '@jest/globals';

import { tagsIn } from './wxml';
import { newerSyntax, requiredModules, resolveModule, wxsToScript } from './wxs';

describe('the tags of a template', () => {
  const names = (source: string) => tagsIn(source).map(({ name }) => name);

  test.each([
    ['<view><text>a</text></view>', ['view', 'text']],
    ['<!-- <view> --><text/>', ['text']],
    ['{{a <b ? 1 : 2}}<text/>', ['text']],
    ['<view hidden="{{a > b}}"><text/></view>', ['view', 'text']],
    ['<wxs module="m">if (a <b) {}</wxs><text/>', ['wxs', 'text']],
    ['<wxs module="m" src="a.wxs"/><text/>', ['wxs', 'text']],
    ['<view', ['view']],
  ])('%s', (source, expected) => {
    expect(names(source)).toEqual(expected);
  });

  test('carry their attributes and their line', () => {
    const [, tag] = tagsIn('<view>\n  <image src=\'/a b.png\' lazy-load mode="{{m}}" />');
    expect(tag).toEqual({
      name: 'image',
      line: 2,
      attributes: new Map([
        ['src', '/a b.png'],
        ['lazy-load', ''],
        ['mode', '{{m}}'],
      ]),
    });
  });
});

describe('wxs', () => {
  test.each([
    ["x.constructor === 'Array'", "x.wxsConstructor === 'Array'"],
    ["getRegExp('\\d+', 'g')", "getRegExp('\\\\d+', 'g')"],
    ["getRegExp('\\\\d')", "getRegExp('\\\\d')"],
    ["require('../a.wxs')", "require('../a')"],
    ["'\\d'", "'\\d'"],
  ])('%s', (source, script) => {
    expect(wxsToScript(source)).toBe(script);
  });

  test('names the modules that it requires, from where it lies', () => {
    expect(requiredModules('var a = require("./b.wxs"); require(\'../c.wxs\')')).toEqual(['./b.wxs', '../c.wxs']);
    expect(resolveModule('pages/a/a', '../c.wxs')).toBe('pages/c');
    expect(resolveModule('pages/a/a', '/c.wxs')).toBe('c');
  });

  test.each([
    ['var a = 1; // let it be', undefined],
    ['var a = "=>";', undefined],
    ['let a = 1;', 'let a'],
    ['f(function () {}, () => 1)', '=>'],
  ])('newer syntax in %s is %s', (source, found) => {
    expect(newerSyntax(source)).toBe(found);
  });
});
