// `npm run check [-- step …]`: everything about the source that needs no database and no browser.
import './lib/node-version.mjs';
import { checkSteps, fastTests, runSteps } from './lib/check-steps.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { say } from './lib/say.mjs';

const print = (line) => process.stdout.write(`${line}\n`);
const all = [...checkSteps, fastTests];
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.some((step) => step.name === name));

if (unknown.length > 0) {
  say(`Unknown: ${unknown.join(', ')}. There are: ${all.map(({ name }) => `"${name}"`).join(', ')}.`);
  process.exit(2);
}
ensureInstalled();
const steps = wanted.length > 0 ? all.filter(({ name }) => wanted.includes(name)) : all;
const { failed } = await runSteps({ steps, print });
process.exitCode = failed > 0 ? 1 : 0;
