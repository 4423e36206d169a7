// Part of `npm run check`: the rules that no linter has. Ends with status 1 and one line per breach.
import { readdirSync } from 'node:fs';
import { componentStyleBreaches } from './lib/component-styles.mjs';
import { clockReaders } from './lib/exceptions.mjs';
import { houseRuleBreaches } from './lib/house-rules.mjs';
import { root } from './lib/paths.mjs';
import { sourceFiles } from './lib/source-files.mjs';

const files = sourceFiles({ matching: /\.(tsx?|mjs|cjs|sql)$/ });
const sheets = new Set(
  readdirSync(`${root}/node_modules/@mantine/core/styles`).map((name) => name.replace(/\.css$/, '')),
);
const breaches = [
  ...houseRuleBreaches({ files, allowed: clockReaders }),
  ...componentStyleBreaches({ files, sheets }),
];
for (const { path, line, message } of breaches) process.stdout.write(`${path}:${line} ${message}\n`);
process.exitCode = breaches.length > 0 ? 1 : 0;
