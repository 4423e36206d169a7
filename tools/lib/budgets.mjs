import { gzipSync } from 'node:zlib';
import ts from 'typescript';
import { isTest } from './source-files.mjs';

/** Size budgets. Lines are counted as they stand in the file; kB are 1,000 bytes. */
export const budgets = {
  file_lines_max: 400,
  file_lines_p95: 250,
  function_lines_max: 70,
  functions_over_share: 0.03,
  desk_first_route_gz_kb: 235,
  /** Each costs a request on the first visit and a module to link on every one. */
  desk_first_route_files: 10,
};

const lineCount = (text) => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

/** The p-th percentile by nearest rank; 0 for none. */
export function percentile(values, p) {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)];
}

/** The length in lines of every function with a body, nested ones included. */
export function functionLengths({ path, text }) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
  const lengths = [];
  const lineOf = (position) => source.getLineAndCharacterOfPosition(position).line;
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body) {
      const line = lineOf(node.getStart(source));
      lengths.push({ path, line: line + 1, lines: lineOf(node.end) - line + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return lengths;
}

/**
 * What exceeds the size budgets of the source. Every file counts for the limit; tests and phrases count neither
 * for the percentile nor for functions, because they are lists by nature.
 * @param {{ files: { path: string, text: string }[], longFiles?: Record<string, string> }} options
 * @returns {{ breaches: string[], summary: string }}
 */
export function sourceBudget({ files, longFiles = {} }) {
  const breaches = [];
  const sizes = files.map(({ path, text }) => ({ path, lines: lineCount(text) }));
  for (const { path, lines } of sizes) {
    if (lines > budgets.file_lines_max && !Object.hasOwn(longFiles, path)) {
      breaches.push(`${path}: ${lines} lines, at most ${budgets.file_lines_max}: split it by what it does`);
    }
  }
  for (const path of Object.keys(longFiles)) {
    if (!sizes.some((one) => one.path === path && one.lines > budgets.file_lines_max)) {
      breaches.push(`${path}: no longer needs its exception: remove it`);
    }
  }

  const isSource = ({ path }) => !isTest(path) && !path.startsWith('packages/phrases/src/');
  const p95 = percentile(
    sizes.filter(isSource).map(({ lines }) => lines),
    95,
  );
  if (p95 > budgets.file_lines_p95)
    breaches.push(`95 % of the files: ${p95} lines, at most ${budgets.file_lines_p95}`);

  const functions = files.filter(isSource).flatMap(functionLengths);
  const long = functions.filter(({ lines }) => lines > budgets.function_lines_max);
  if (long.length > functions.length * budgets.functions_over_share) {
    const list = long.map(({ path, line, lines }) => `  ${path}:${line} ${lines} lines`).join('\n');
    const share = ((100 * long.length) / functions.length).toFixed(1);
    breaches.push(
      `${share} % of the functions over ${budgets.function_lines_max} lines, at most 3 %:\n${list}`,
    );
  }
  const summary = `${sizes.length} files, p95 ${p95} lines; ${functions.length} functions, ${long.length} long`;
  return { breaches, summary };
}

/**
 * The files that the built desk loads before its first route is drawn: what index.html names and, from a
 * manifest, what those import statically.
 * @param {{ html: string, manifest: Record<string, { file: string, imports?: string[], css?: string[], isEntry?: boolean }> | null }} build
 * @returns {string[]} paths relative to the desk's dist folder
 */
export function firstRouteFiles({ html, manifest }) {
  const named = [...html.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+\.(?:js|css))"/g)];
  const files = new Set(named.map(([, path]) => path.replace(/^\.?\//, '')));
  const visit = (chunk) => {
    if (chunk === undefined) return;
    files.add(chunk.file);
    for (const css of chunk.css ?? []) files.add(css);
    for (const key of chunk.imports ?? []) if (!files.has(manifest[key]?.file)) visit(manifest[key]);
  };
  for (const chunk of Object.values(manifest ?? {})) if (chunk.isEntry) visit(chunk);
  return [...files];
}

/**
 * Whether the desk's first route fits its budget when compressed.
 * @param {{ html: string, manifest: object | null, read: (path: string) => Buffer }} build
 * @returns {{ breaches: string[], summary: string }}
 */
export function deskBudget({ html, manifest, read }) {
  const files = firstRouteFiles({ html, manifest });
  const bytes = [Buffer.from(html), ...files.map(read)].reduce(
    (total, one) => total + gzipSync(one).length,
    0,
  );
  const kb = bytes / 1000;
  const summary = `first route of the desk ${kb.toFixed(1)} kB gz in ${files.length} files`;
  const breaches = [];
  if (kb > budgets.desk_first_route_gz_kb)
    breaches.push(`${summary}, at most ${budgets.desk_first_route_gz_kb} kB: load it later`);
  if (files.length > budgets.desk_first_route_files)
    breaches.push(`${summary}, at most ${budgets.desk_first_route_files} files: let them share one`);
  return { breaches, summary };
}

/** A lockfile without transport security would install what anybody on the way likes. */
export function lockfileBreaches(text) {
  return text
    .split('\n')
    .flatMap((line, index) =>
      /"resolved":\s*"http:/.test(line)
        ? [`package-lock.json:${index + 1} resolved without TLS: ${line.trim()}`]
        : [],
    );
}
