// Part of `npm run check`: sizes. Ends with status 1 and one line per breach.
import { existsSync, readFileSync } from 'node:fs';
import { deskBudget, lockfileBreaches, sourceBudget } from './lib/budgets.mjs';
import { longFiles } from './lib/exceptions.mjs';
import { inRoot } from './lib/paths.mjs';
import { sourceFiles } from './lib/source-files.mjs';

const results = [
  sourceBudget({ files: sourceFiles({ matching: /\.(tsx?|mjs|cjs)$/ }), longFiles }),
  { breaches: lockfileBreaches(readFileSync(inRoot('package-lock.json'), 'utf8')), summary: null },
];

const dist = inRoot('apps/desk/dist');
if (existsSync(`${dist}/index.html`)) {
  const manifestPath = `${dist}/.vite/manifest.json`;
  const manifest = existsSync(manifestPath) ? JSON.parse(readFileSync(manifestPath, 'utf8')) : null;
  const html = readFileSync(`${dist}/index.html`, 'utf8');
  results.push(deskBudget({ html, manifest, read: (path) => readFileSync(`${dist}/${path}`) }));
}

for (const { breaches, summary } of results) {
  for (const breach of breaches) process.stdout.write(`${breach}\n`);
  if (summary) process.stdout.write(`${summary}\n`);
}
process.exitCode = results.some(({ breaches }) => breaches.length > 0) ? 1 : 0;
