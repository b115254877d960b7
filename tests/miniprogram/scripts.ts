import { posix } from 'node:path';

import ts from 'typescript';

import type { MiniProgram } from './mini-program';
import { everyNode } from './wxml';

function parsed(text: string): ts.Node[] {
  return everyNode(ts.createSourceFile('script.ts', text, ts.ScriptTarget.Latest, true));
}

/**
 * The names that a page or component gives to its template: members of what it hands to `Page` or `Component`, and,
 * where it takes over behaviors or spreads something, those of the files that it imports.
 */
export function memberNames(app: MiniProgram, path: string): ReadonlySet<string> {
  const nodes = parsed(app.read(path) ?? '');
  const calls = nodes
    .filter(ts.isCallExpression)
    .filter(({ expression }) => /^(Page|Component)$/.test(expression.getText()));
  const handed = calls.flatMap((call) => call.arguments.flatMap((argument) => everyNode(argument)));
  const takesOver = calls.some((call) => call.arguments.some(takesMembersOver));
  const imported = takesOver
    ? nodes.filter(ts.isImportDeclaration).flatMap(({ moduleSpecifier }) => {
        const from = posix.join(posix.dirname(path), (moduleSpecifier as ts.StringLiteral).text);
        return parsed(app.read(`${from}.ts`) ?? '');
      })
    : [];
  return new Set([...handed, ...imported].flatMap((node) => nameOf(node) ?? []));
}

/** Whether a definition, or its methods, has members from elsewhere. */
function takesMembersOver(definition: ts.Node): boolean {
  if (!ts.isObjectLiteralExpression(definition)) return false;
  return definition.properties.some((member) => {
    const isMethods = ts.isPropertyAssignment(member) && nameOf(member) === 'methods';
    return (
      ts.isSpreadAssignment(member) ||
      nameOf(member) === 'behaviors' ||
      (isMethods && takesMembersOver(member.initializer))
    );
  });
}

function nameOf(node: ts.Node): string | undefined {
  const isMember =
    ts.isMethodDeclaration(node) || ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node);
  return isMember && (ts.isIdentifier(node.name) || ts.isStringLiteral(node.name)) ? node.name.text : undefined;
}

/** What a script calls of `wx`: `scanCode`, `cloud.callFunction`. */
export function wxApisIn(text: string): string[] {
  return parsed(text).flatMap((node) => {
    if (!ts.isPropertyAccessExpression(node)) return [];
    const { expression, name, parent } = node;
    if (expression.getText() === 'wx.cloud') return [`cloud.${name.text}`];
    const isCloud = name.text === 'cloud' && ts.isPropertyAccessExpression(parent);
    return expression.getText() === 'wx' && !isCloud ? [name.text] : [];
  });
}

/** The names that a component gives both to a property (or a field of its data) and to a method. */
export function ambiguousNames(text: string): string[] {
  const handed = parsed(text)
    .filter(ts.isCallExpression)
    .filter(({ expression }) => expression.getText() === 'Component')
    .flatMap((call) => call.arguments.filter(ts.isObjectLiteralExpression));
  const namesIn = (section: string): string[] =>
    handed
      .flatMap((definition) => definition.properties.filter((member) => nameOf(member) === section))
      .filter(ts.isPropertyAssignment)
      .flatMap(({ initializer }) => (ts.isObjectLiteralExpression(initializer) ? [...initializer.properties] : []))
      .flatMap((member) => nameOf(member) ?? []);
  const values = new Set([...namesIn('properties'), ...namesIn('data')]);
  return namesIn('methods').filter((name) => values.has(name));
}
