import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const source = join(import.meta.dirname, '..');
/** Attributes that people read or listen to. */
const spoken = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'description',
  'error',
  'label',
  'placeholder',
  'text',
  'title',
]);
/** Properties and calls that end on the screen: `{ label: 'Abrir' }`, `notifyDone('Hecho')`. */
const shownProperties = new Set([
  'ariaLabel',
  'description',
  'hint',
  'label',
  'message',
  'placeholder',
  'title',
]);
const showingCalls = new Set(['notifyDone', 'notifyFailed', 'announce']);
/** Signs and units that are the same in every language. */
const sameEverywhere = new Set(['https://', 'ms']);
const hasLetters = (text: string) => /\p{L}{2,}/u.test(text) && !sameEverywhere.has(text.trim());

/** Literal text that would be shown or spoken without going through the dictionaries. */
function visibleLiterals({ path, text }: { path: string; text: string }): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const report = (node: ts.Node, literal: string) => {
    if (!hasLetters(literal)) return;
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    found.push(`${path}:${line + 1} ${literal.trim()}`);
  };
  const literalsOf = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) report(node, node.text);
    else if (ts.isTemplateExpression(node)) {
      report(node, [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join(' '));
    } else if (ts.isConditionalExpression(node)) {
      literalsOf(node.whenTrue);
      literalsOf(node.whenFalse);
    } else if (ts.isBinaryExpression(node)) {
      literalsOf(node.right);
      // `cond && 'text'` shows only its right side; `a ?? 'text'` and `a + 'text'` may show both.
      if (node.operatorToken.kind !== ts.SyntaxKind.AmpersandAmpersandToken) literalsOf(node.left);
    } else if (ts.isParenthesizedExpression(node)) literalsOf(node.expression);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) report(node, node.text);
    if (ts.isJsxExpression(node) && node.expression && !ts.isJsxAttribute(node.parent))
      literalsOf(node.expression);
    if (ts.isJsxAttribute(node) && spoken.has(node.name.getText(file)) && node.initializer) {
      if (ts.isStringLiteral(node.initializer)) report(node, node.initializer.text);
      else if (ts.isJsxExpression(node.initializer) && node.initializer.expression) {
        literalsOf(node.initializer.expression);
      }
    }
    if (ts.isPropertyAssignment(node) && shownProperties.has(node.name.getText(file))) {
      const { initializer } = node;
      // A single word that begins small is the key of a phrase, not the phrase.
      const isKey = ts.isStringLiteralLike(initializer) && /^\p{Ll}\S*$/u.test(initializer.text);
      if (!isKey) literalsOf(initializer);
    }
    if (ts.isCallExpression(node) && showingCalls.has(node.expression.getText(file))) {
      node.arguments.forEach(literalsOf);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

describe('text that people see', () => {
  it('comes from the dictionaries in every component', () => {
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !/\.test\.|test-ground/.test(path))
      .map((path) => ({ path, text: readFileSync(join(source, path), 'utf8') }));
    expect(files.length).toBeGreaterThan(20);
    expect(files.flatMap(visibleLiterals)).toEqual([]);
  });

  it.each([
    ['<p>Hola</p>', ['x.tsx:1 Hola']],
    ['<input placeholder="Buscar" />', ['x.tsx:1 Buscar']],
    ["<b aria-label={open ? 'Abrir' : t('close')} />", ['x.tsx:1 Abrir']],
    ["<b>{failed && 'Error'}</b>", ['x.tsx:1 Error']],
    ['<b title={`Ver ${name}`} />', ['x.tsx:1 Ver']],
    ["notifyDone('Listo')", ['x.tsx:1 Listo']],
    ["{ label: 'Abrir', message: t('x') }", ['x.tsx:1 Abrir']],
    ["<b>{t('title')} · {count}</b>", []],
    ['<b className="card" data-kind="mail" />', []],
  ])('is found in %s as it should be', (text, expected) => {
    expect(visibleLiterals({ path: 'x.tsx', text: `const a = ${text};` })).toEqual(expected);
  });
});
