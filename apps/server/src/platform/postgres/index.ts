/** The embedded PostgreSQL: binaries from npm under a supervisor of our own, for installations without DATABASE_URL. */
export { defaultDataRoot } from './data-folders.ts';
export { EmbeddedPostgresError } from './postgres.errors.ts';
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresInput,
  findRunningPostgres,
  startEmbeddedPostgres,
} from './supervisor.ts';
