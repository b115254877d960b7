import ts from 'typescript';

/** One tag of a template, with its line (from 1). */
export interface WxmlElement {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly line: number;
}

/** What stands between `{{` and `}}`, with its line (from 1). */
export interface Binding {
  readonly text: string;
  readonly line: number;
}

const ELEMENT = /<([a-z][\w-]*)((?:\s+[^\s=>/"']+(?:=(?:"[^"]*"|'[^']*'))?)*)\s*\/?>/g;
const ATTRIBUTE = /([^\s=>/"']+)(?:=(?:"([^"]*)"|'([^']*)'))?/g;

/** The template without comments and without WXS, each line where it was. */
function templateOnly(wxml: string): string {
  return wxml.replace(/<!--.*?-->|(?<=<wxs\b[^>]*[^/]>).*?(?=<\/wxs>)/gs, (text) => text.replace(/[^\n]/g, ' '));
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

/** All tags of a template. */
export function elementsOf(wxml: string): WxmlElement[] {
  const template = templateOnly(wxml);
  return [...template.matchAll(ELEMENT)].map((match) => ({
    tag: match[1] ?? '',
    attributes: new Map(
      [...(match[2] ?? '').matchAll(ATTRIBUTE)].map((each) => [each[1] ?? '', each[2] ?? each[3] ?? ''] as const),
    ),
    line: lineAt(template, match.index),
  }));
}

/** All bindings of a template. */
export function bindingsOf(wxml: string): Binding[] {
  const template = templateOnly(wxml);
  return [...template.matchAll(/\{\{(.*?)\}\}/gs)].map((match) => ({
    text: match[1] ?? '',
    line: lineAt(template, match.index),
  }));
}

/** The expression of a binding; what is handed to a `<template>` is an object without its braces. */
export function expressionOf({ text }: Binding): ts.Node {
  const isObject = /^\s*(\.\.\.|\w+\s*[:,])/.test(text);
  return ts.createSourceFile('binding.ts', isObject ? `({${text}})` : `(${text})`, ts.ScriptTarget.Latest, true);
}

/** A node and all below it. */
export function everyNode(node: ts.Node): ts.Node[] {
  const below: ts.Node[] = [];
  node.forEachChild((child) => {
    below.push(...everyNode(child));
  });
  return [node, ...below];
}
