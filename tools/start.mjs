import './lib/node-version.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot } from './lib/paths.mjs';
import { runServerFile } from './lib/run-server.mjs';

ensureInstalled();
await ensureBuilt();
runServerFile({ file: inRoot('apps/server/dist/main.js'), args: process.argv.slice(2) });
