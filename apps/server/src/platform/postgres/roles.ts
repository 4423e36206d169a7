import { Client, DatabaseError } from 'pg';
import { type Passwords, socketUrl } from './passwords.ts';

export const DATABASE = 'ventanilla';
export const OWNER_ROLE = 'ventanilla_owner';
export const APP_ROLE = 'ventanilla_app';

export interface Addresses {
  ownerUrl: string;
  appUrl: string;
  superuserUrl: string;
}

/** The three addresses of the cluster whose socket is in `runDir`; the superuser's is that of the same database. */
export function addressesOf(input: { passwords: Passwords; runDir: string }): Addresses {
  const { passwords, runDir } = input;
  const common = { database: DATABASE, runDir };
  return {
    ownerUrl: socketUrl({ role: OWNER_ROLE, password: passwords.owner, ...common }),
    appUrl: socketUrl({ role: APP_ROLE, password: passwords.app, ...common }),
    superuserUrl: socketUrl({ role: 'postgres', password: passwords.superuser, ...common }),
  };
}

/**
 * Creates what is missing of roles and database; doing it on every start makes an interrupted first start heal.
 * `renew` sets the passwords of existing roles, after the file of passwords was made anew.
 * Rejects with the driver's error, `28P01` when the superuser's password is not the one in the file.
 */
export async function ensureRoles(input: {
  passwords: Passwords;
  runDir: string;
  renew: boolean;
}): Promise<void> {
  const { passwords, runDir } = input;
  const connectionString = socketUrl({
    role: 'postgres',
    password: passwords.superuser,
    database: 'postgres',
    runDir,
  });
  const client = new Client({ connectionString, connectionTimeoutMillis: 30_000 });
  // The server may end the connection once we are done with it; that is no error of ours.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await ensureRole({ client, role: OWNER_ROLE, password: passwords.owner, renew: input.renew });
    await ensureRole({ client, role: APP_ROLE, password: passwords.app, renew: input.renew });
    await ensureDatabase(client);
  } finally {
    await client.end();
  }
}

async function ensureRole(input: {
  client: Client;
  role: string;
  password: string;
  renew: boolean;
}): Promise<void> {
  const { client, role } = input;
  const password = client.escapeLiteral(input.password);
  const found = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  if (found.rowCount === 0) {
    await client.query(`create role ${role} login nosuperuser nocreatedb nocreaterole password ${password}`);
  } else if (input.renew) {
    await client.query(`alter role ${role} password ${password}`);
  }
}

async function ensureDatabase(client: Client): Promise<void> {
  const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
  if (found.rowCount !== 0) return;
  await client.query(`create database ${DATABASE} owner ${OWNER_ROLE}`);
  await client.query(`revoke all on database ${DATABASE} from public`);
  await client.query(`grant connect, temporary on database ${DATABASE} to ${APP_ROLE}`);
}

/** Whether PostgreSQL turned the password down. */
export function isWrongPassword(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === '28P01';
}
