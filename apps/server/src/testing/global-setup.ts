import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../platform/db/migrate.ts';
import { startEmbeddedPostgres } from '../platform/postgres/index.ts';
import { startDebianPostgres } from './debian-postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    superuserUrl: string;
  }
}

export const templateName = 'ventanilla_template';
const testPassword = 'only-for-tests';

/**
 * One cluster for the whole run, with a migrated template database that each test file copies (0.1 s). It is the
 * embedded PostgreSQL, or Debian's with TEST_DATABASE=debian.
 */
export default async function setup(project: TestProject) {
  const cluster = process.env['TEST_DATABASE'] === 'debian' ? startDebianPostgres() : await startEmbedded();
  await prepareTemplate(cluster.superuserUrl);
  project.provide('superuserUrl', cluster.superuserUrl);
  return () => cluster.stop();
}

async function startEmbedded() {
  const root = mkdtempSync('/tmp/vt-test-');
  const cluster = await startEmbeddedPostgres({
    dataRoot: root,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
    log: () => {},
  });
  return {
    superuserUrl: cluster.superuserUrl,
    async stop() {
      await cluster.stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function prepareTemplate(superuserUrl: string) {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  for (const role of ['ventanilla_owner', 'ventanilla_app']) {
    await client.query(
      `do $$ begin if not exists (select from pg_roles where rolname = '${role}') then create role ${role} login; end if; end $$`,
    );
    await client.query(`alter role ${role} password '${testPassword}'`);
  }
  await client.query(`create database ${templateName} owner ventanilla_owner`);
  await client.end();
  await migrate({
    ownerUrl: databaseUrl(superuserUrl, { database: templateName, user: 'ventanilla_owner' }),
    appRole: 'ventanilla_app',
    dir: join(import.meta.dirname, '../../migrations'),
    now: new Date('2026-01-01T00:00:00Z'),
  });
}

/** The same server, another database and one of our two roles. */
export function databaseUrl(superuserUrl: string, input: { database: string; user: string }): string {
  const query = superuserUrl.slice(superuserUrl.indexOf('?'));
  return `postgresql://${input.user}:${testPassword}@/${input.database}${query}`;
}
