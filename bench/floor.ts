import { startThinServer } from '../apps/server/src/testing/thin-server.ts';

/** The thin server as a process of its own: `tsx bench/floor.ts <database url>`; says its port when it listens. */
const url = process.argv[2];
if (!url) throw new Error('the address of a database is missing');
const server = await startThinServer(url);
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
console.log(`listening on ${server.port}`);
