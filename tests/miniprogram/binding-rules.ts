import ts from 'typescript';

import { ownFiles } from './mini-program';
import type { Rule } from './mini-program';
import { bindingsOf, elementsOf, everyNode, expressionOf } from './wxml';

const { SyntaxKind } = ts;

const simple: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.SourceFile,
  SyntaxKind.ExpressionStatement,
  SyntaxKind.EndOfFileToken,
  SyntaxKind.ParenthesizedExpression,
  SyntaxKind.Identifier,
  SyntaxKind.PropertyAccessExpression,
  SyntaxKind.ElementAccessExpression,
  SyntaxKind.StringLiteral,
  SyntaxKind.NumericLiteral,
  SyntaxKind.TrueKeyword,
  SyntaxKind.FalseKeyword,
  SyntaxKind.NullKeyword,
  SyntaxKind.ConditionalExpression,
  SyntaxKind.QuestionToken,
  SyntaxKind.ColonToken,
  SyntaxKind.BinaryExpression,
  SyntaxKind.AmpersandAmpersandToken,
  SyntaxKind.BarBarToken,
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
  SyntaxKind.GreaterThanToken,
  SyntaxKind.LessThanToken,
  SyntaxKind.PlusToken,
  SyntaxKind.MinusToken,
  SyntaxKind.PrefixUnaryExpression,
  SyntaxKind.CallExpression,
  SyntaxKind.ArrayLiteralExpression,
  SyntaxKind.ObjectLiteralExpression,
  SyntaxKind.PropertyAssignment,
  SyntaxKind.ShorthandPropertyAssignment,
  SyntaxKind.SpreadAssignment,
]);

const comparing: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
]);

/** Names of what a page has decided for its template; any other name compared with a word of the contract decides. */
const decided = /(^|\.)(state|kind|step|tone)$/;

/** Bindings choose and count; what is shown, and when, is decided and worded by presenters. */
export function bindingRule(statusWords: ReadonlySet<string>): Rule {
  return (app) =>
    ownFiles(app, '.wxml').flatMap(({ path, text }) => {
      const modules = new Set(
        elementsOf(text).flatMap(({ tag, attributes }) => (tag === 'wxs' ? (attributes.get('module') ?? []) : [])),
      );
      return bindingsOf(text).flatMap((binding) => {
        const nodes = everyNode(expressionOf(binding));
        const objection = nodes
          .map((node) => objectionTo(node, modules, statusWords))
          .find((each) => each !== undefined);
        return objection === undefined ? [] : [`${path}:${binding.line} {{${binding.text}}} ${objection}`];
      });
    });
}

function objectionTo(
  node: ts.Node,
  modules: ReadonlySet<string>,
  statusWords: ReadonlySet<string>,
): string | undefined {
  if (!simple.has(node.kind)) return 'computes: that is for a presenter';
  if (ts.isCallExpression(node) && !modules.has(rootOf(node.expression))) return 'calls what is no WXS';
  if (ts.isIdentifier(node) && /Fen$/.test(node.text) && !isProblem(node)) return 'shows fen: presenters word money';
  if (!ts.isBinaryExpression(node)) return undefined;
  const { left, operatorToken, right } = node;
  if (operatorToken.kind === SyntaxKind.PlusToken && !mayBeAdded(node)) return 'puts words together: presenters do';
  if (!comparing.has(operatorToken.kind)) return undefined;
  const [word, other] = ts.isStringLiteral(left) ? [left, right] : [right, left];
  if (!ts.isStringLiteral(word)) return undefined;
  const name = other.getText();
  const decides = /status$/i.test(name) || (statusWords.has(word.text) && !decided.test(name));
  return decides ? 'decides by a status of the contract: presenters do' : undefined;
}

/** A number is added to an index; two names are joined by punctuation alone. */
function mayBeAdded(sum: ts.BinaryExpression): boolean {
  const parts = [sum.left, sum.right].flatMap(everyNode);
  const words = parts.filter(ts.isStringLiteral);
  return words.every(({ text }) => !/\p{Letter}/u.test(text)) && (words.length > 0 || parts.some(ts.isNumericLiteral));
}

/** What is wrong with a field of a form bears the field's name. */
function isProblem({ parent }: ts.Node): boolean {
  return ts.isPropertyAccessExpression(parent) && /problems$/i.test(parent.expression.getText());
}

function rootOf(callee: ts.Expression): string {
  return ts.isPropertyAccessExpression(callee) ? rootOf(callee.expression) : callee.getText();
}

/** Templates hold no money sign: a presenter words an amount as a whole. */
export const moneyRule: Rule = (app) =>
  ownFiles(app, '.wxml').flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        /[¥￥]|\}\}\s*元/.test(line) ? [`${path}:${index + 1} words money: presenters do`] : [],
      ),
  );

/** The words of all types of the contract whose name ends in `Status`. */
export function statusWordsIn(typings: readonly string[]): Set<string> {
  const nodes = typings.flatMap((text) => everyNode(ts.createSourceFile('t.ts', text, ts.ScriptTarget.Latest, true)));
  const statuses = nodes.filter(ts.isTypeAliasDeclaration).filter(({ name }) => name.text.endsWith('Status'));
  return new Set(
    statuses
      .flatMap(everyNode)
      .filter(ts.isStringLiteral)
      .map(({ text }) => text),
  );
}
