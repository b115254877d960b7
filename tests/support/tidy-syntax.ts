import { posix } from 'node:path';

import ts from 'typescript';

import type { Import } from './tidy-areas';

/** One file of the repository, as the rules see it. */
export interface RepositoryFile {
  readonly path: string;
  readonly text: string;
  readonly bytes: number;
}

/** What breaks a rule: the line (from 1), and what stands there. */
export interface Finding {
  readonly line: number;
  readonly what: string;
}

const parsed = new WeakMap<RepositoryFile, ts.SourceFile>();

function parse(file: RepositoryFile): ts.SourceFile {
  const source = parsed.get(file) ?? ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  parsed.set(file, source);
  return source;
}

function everyNode(node: ts.Node): ts.Node[] {
  return [node, ...node.getChildren().flatMap(everyNode)];
}

function lineOf(node: ts.Node): number {
  return node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1;
}

/** All imports, also those that re-export, load late, or only name a type. */
export function importsIn(file: RepositoryFile): (Import & { readonly line: number })[] {
  return everyNode(parse(file)).flatMap((node) => {
    const specifier = specifierOf(node);
    if (specifier === undefined) return [];
    const isPackage = !specifier.startsWith('.');
    const target = isPackage ? specifier : posix.join(posix.dirname(file.path), specifier);
    return [{ target, isPackage, isTypeOnly: isTypeOnly(node), line: lineOf(node) }];
  });
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier);
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? textOf(node.argument.literal) : undefined;
  if (!ts.isCallExpression(node)) return undefined;
  const loads = node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require';
  return loads ? textOf(node.arguments[0]) : undefined;
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node)) return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  return ts.isImportTypeNode(node) || (ts.isExportDeclaration(node) && node.isTypeOnly);
}

/** Where `any` is a type. */
export function anyTypes(file: RepositoryFile): Finding[] {
  return findings(file, (node) => node.kind === ts.SyntaxKind.AnyKeyword);
}

/** Where something is printed: `console.log`, `console.error`. */
export function prints(file: RepositoryFile): Finding[] {
  return findings(file, (node) => ts.isPropertyAccessExpression(node) && node.expression.getText() === 'console');
}

function findings(file: RepositoryFile, concerns: (node: ts.Node) => boolean): Finding[] {
  const found = everyNode(parse(file)).filter(concerns);
  return found.map((node) => ({ line: lineOf(node), what: node.parent.getText().split('\n')[0] ?? '' }));
}

/** Variables of the module that can change: `let`, `var`, and containers that can be filled. */
export function mutableState(file: RepositoryFile): Finding[] {
  const lists = parse(file)
    .statements.filter(ts.isVariableStatement)
    .map((statement) => statement.declarationList);
  return lists.flatMap((list) =>
    list.declarations
      .filter((declaration) => !(list.flags & ts.NodeFlags.Const) || isFillable(declaration))
      .map((declaration) => ({ line: lineOf(declaration), what: declaration.name.getText() })),
  );
}

function isFillable({ type, initializer }: ts.VariableDeclaration): boolean {
  if (!initializer || /^(Readonly|readonly )/.test(type?.getText() ?? '')) return false;
  if (ts.isArrayLiteralExpression(initializer)) return initializer.elements.length === 0;
  if (ts.isObjectLiteralExpression(initializer)) return initializer.properties.length === 0;
  return ts.isNewExpression(initializer) && /^(Weak)?(Map|Set)$/.test(initializer.expression.getText());
}

/** The names that a file gives to others. */
export function exportedNames(file: RepositoryFile): { readonly name: string; readonly line: number }[] {
  const named = parse(file).statements.filter((node) => ts.canHaveModifiers(node) && isExported(node));
  const names = named.flatMap((node): ts.Node[] => {
    if (ts.isVariableStatement(node)) return node.declarationList.declarations.map(({ name }) => name);
    return 'name' in node && node.name ? [node.name as ts.Node] : [];
  });
  return names.map((node) => ({ name: node.getText(), line: lineOf(node) }));
}

function isExported(node: ts.HasModifiers): boolean {
  return ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}
