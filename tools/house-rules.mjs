// Part of `npm run check`: the rules that no linter has. Ends with status 1 and one line per breach.
import { clockReaders } from './lib/exceptions.mjs';
import { houseRuleBreaches } from './lib/house-rules.mjs';
import { sourceFiles } from './lib/source-files.mjs';

const files = sourceFiles({ matching: /\.(tsx?|mjs|cjs|sql)$/ });
const breaches = houseRuleBreaches({ files, allowed: clockReaders });
for (const { path, line, message } of breaches) process.stdout.write(`${path}:${line} ${message}\n`);
process.exitCode = breaches.length > 0 ? 1 : 0;
