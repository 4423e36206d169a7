import ts from 'typescript';
import { isTest } from './source-files.mjs';

const clockHome = /^apps\/server\/src\/platform\/clock([./]|$)/;
const sqlClock =
  /\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(\s*\)|\b(?:current_timestamp|current_date|current_time|localtimestamp|localtime)\b|'now'\s*::/i;
const looksLikeSql = /\b(?:select|insert|update|delete|values|where|set|interval|default|returning|from)\b/i;
const suppression =
  /(?:oxlint-disable|eslint-disable|biome-ignore|@ts-expect-error|@ts-ignore|@ts-nocheck|v8 ignore|c8 ignore)/;
const reasoned = /(?:--\s*\S.{9,}|biome-ignore[^:]*:\s*\S.{9,}|@ts-expect-error[\s:]+\S.{9,})/;

/** Where the clock or chance is read directly: `new Date()`, `Date()`, `Date.now()`, `Math.random()`. */
function directReading(node, source) {
  const isDate = (expression) => ts.isIdentifier(expression) && expression.text === 'Date';
  if (ts.isNewExpression(node) && isDate(node.expression) && (node.arguments?.length ?? 0) === 0)
    return 'new Date()';
  if (ts.isCallExpression(node) && isDate(node.expression)) return 'Date()';
  if (ts.isPropertyAccessExpression(node)) {
    const text = node.getText(source);
    if (text === 'Date.now' || text === 'Math.random') return `${text}()`;
  }
  return null;
}

/** The text of a literal that may be SQL, or null. Parts between `${}` are literals of their own. */
function literalText(node) {
  const isLiteral =
    ts.isStringLiteral(node) ||
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node);
  return isLiteral ? node.text : null;
}

/** A template tagged `sql` is SQL whatever it says; another literal when it reads like it. */
function isSql(node, text) {
  let owner = node.parent;
  while (owner && (ts.isTemplateSpan(owner) || ts.isTemplateExpression(owner))) owner = owner.parent;
  if (owner && ts.isTaggedTemplateExpression(owner)) return /^sql\b/.test(owner.tag.getText());
  return looksLikeSql.test(text);
}

function clockBreaches({ path, text }) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const breaches = [];
  const report = (node, message) => {
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    breaches.push({ path, line, message });
  };
  const visit = (node) => {
    const reading = directReading(node, source);
    if (reading) report(node, `${reading}: take the Clock or Ids that is passed in`);
    const literal = literalText(node);
    if (literal !== null && sqlClock.test(literal) && isSql(node, literal)) {
      report(node, 'SQL reads the clock: pass the instant as a parameter');
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return breaches;
}

/** SQL without its comments, with the same line breaks. */
function withoutSqlComments(text) {
  return text.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
}

function migrationBreaches({ path, text }) {
  return withoutSqlComments(text)
    .split('\n')
    .flatMap((line, index) =>
      sqlClock.test(line)
        ? [{ path, line: index + 1, message: 'SQL reads the clock: pass the instant as a parameter' }]
        : [],
    );
}

function commentBreaches({ path, text }) {
  return text.split('\n').flatMap((line, index) => {
    const comment = /(?:\/\/|\/\*|^\s*\*|--\s)(.*)$/.exec(line)?.[0] ?? '';
    const at = { path, line: index + 1 };
    if (suppression.test(comment) && !reasoned.test(comment)) {
      return [{ ...at, message: 'a suppression carries its reason on the same line, after `--`' }];
    }
    if (/\b(?:TODO|FIXME|XXX)\b/.test(comment)) return [{ ...at, message: 'open work belongs to an issue' }];
    return [];
  });
}

/**
 * The rules that no linter has: nothing in the server reads the clock or chance but the platform's clock, in
 * TypeScript or SQL; a suppression carries its reason; no TODO.
 * @param {{ files: { path: string, text: string }[], allowed?: Record<string, string> }} options
 *   `allowed`: path → reason, for files that may read the clock
 * @returns {{ path: string, line: number, message: string }[]}
 */
export function houseRuleBreaches({ files, allowed = {} }) {
  const breaches = [];
  const needed = new Set();
  for (const file of files) {
    // These files name what they look for.
    if (!file.path.startsWith('tools/lib/house-rules')) breaches.push(...commentBreaches(file));
    let clock = [];
    if (/^apps\/server\/src\/.*\.tsx?$/.test(file.path) && !isTest(file.path) && !clockHome.test(file.path)) {
      clock = clockBreaches(file);
    } else if (/^apps\/server\/migrations\/.*\.sql$/.test(file.path)) clock = migrationBreaches(file);
    if (clock.length > 0 && Object.hasOwn(allowed, file.path)) needed.add(file.path);
    else breaches.push(...clock);
  }
  for (const path of Object.keys(allowed)) {
    if (!needed.has(path))
      breaches.push({ path, line: 0, message: 'no longer needs its exception: remove it' });
  }
  return breaches;
}
