import { passwordLengthMax, passwordLengthMin } from '@ventanilla/contracts/identity';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/database.ts';
import type { Ids } from '../../platform/ids.ts';
import type { Keyring } from '../../platform/keyring/keyring.ts';
import { type IdentityConfig, sessionMs } from './identity.config.ts';

const base = 'http://ventanilla.internal';

/** Where a sign-in comes from, kept with its session. */
export interface SignInOrigin {
  ip: string;
  userAgent: string;
}

/**
 * E-mail, password and sessions, by better-auth as a library: its tables in schema `auth`, its server API called
 * by our commands, its HTTP handler never mounted.
 */
export interface PasswordAuth {
  /** Creates a user with a password, in the caller's transaction. Answers the user's id. */
  createUser(input: { name: string; email: string; password: string }, tx: Db): Promise<string>;
  /** Id of the user whose e-mail and password these are, or null; a wrong and an unknown e-mail take as long. */
  checkPassword(input: { email: string; password: string }, db: Db): Promise<string | null>;
  setPassword(input: { userId: string; password: string }, tx: Db): Promise<void>;
  /** Opens a session for somebody who has shown who they are; null for a blocked agent. */
  startSession(input: { userId: string } & SignInOrigin, db: Db): Promise<{ token: string } | null>;
  /** Loads the library, which costs 0.3 s once. */
  load(): Promise<void>;
}

interface Deps {
  clock: Clock;
  ids: Ids;
  keyring: Keyring;
  config: Pick<IdentityConfig, 'passwordMemoryKib'>;
}

export function createPasswordAuth(deps: Deps): PasswordAuth {
  return {
    async createUser({ name, email, password }, tx) {
      const auth = await makeAuth({ db: tx, origin: null }, deps);
      const { user } = await auth.api.signUpEmail({ body: { name, email, password } });
      return user.id;
    },
    async checkPassword({ email, password }, db) {
      const context = await (await makeAuth({ db, origin: null }, deps)).$context;
      const found = await context.internalAdapter.findUserByEmail(email, { includeAccounts: true });
      const hash = found?.accounts.find(({ providerId }) => providerId === 'credential')?.password;
      if (!found || !hash) {
        // As much work as for an e-mail that somebody has.
        await context.password.hash(password);
        return null;
      }
      return (await context.password.verify({ hash, password })) ? found.user.id : null;
    },
    async setPassword({ userId, password }, tx) {
      const context = await (await makeAuth({ db: tx, origin: null }, deps)).$context;
      await tx
        .updateTable('auth.account')
        .set({ password: await context.password.hash(password), updatedAt: deps.clock.now() })
        .where('userId', '=', userId)
        .where('providerId', '=', 'credential')
        .execute();
    },
    async startSession({ userId, ...origin }, db) {
      if (!(await mayOpenSession(userId, db))) return null;
      const context = await (await makeAuth({ db, origin }, deps)).$context;
      const { token } = await context.internalAdapter.createSession(userId);
      return { token };
    },
    async load() {
      await Promise.all([import('better-auth'), import('@node-rs/argon2')]);
    },
  };
}

/**
 * An instance over one connection or transaction; making it costs about 1 ms, beside some 20 ms of a password hash.
 * Instants and ids come from ours, so that sessions live by the same clock as everything else.
 */
async function makeAuth(
  input: { db: Db; origin: SignInOrigin | null },
  { clock, ids, keyring, config }: Deps,
) {
  const [{ betterAuth }, argon2] = await Promise.all([import('better-auth'), import('@node-rs/argon2')]);
  const parameters = { memoryCost: config.passwordMemoryKib, timeCost: 2, parallelism: 1 };
  const created = () => ({ createdAt: clock.now(), updatedAt: clock.now() });
  return betterAuth({
    baseURL: base,
    secret: keyring.sign('better-auth', 'session-secret', 32),
    database: { db: input.db, type: 'postgres', schemaName: 'auth', transaction: false },
    emailAndPassword: {
      enabled: true,
      autoSignIn: false,
      minPasswordLength: passwordLengthMin,
      maxPasswordLength: passwordLengthMax,
      password: {
        hash: (password) => argon2.hash(password.normalize('NFKC'), parameters),
        verify: ({ hash, password }) => argon2.verify(hash, password.normalize('NFKC')),
      },
    },
    session: { expiresIn: sessionMs / 1000 },
    databaseHooks: {
      user: { create: { before: async () => ({ data: created() }) } },
      account: { create: { before: async () => ({ data: created() }) } },
      session: {
        create: {
          before: async () => {
            const expiresAt = new Date(clock.now().getTime() + sessionMs);
            const { ip, userAgent } = input.origin ?? { ip: '', userAgent: '' };
            return { data: { ...created(), expiresAt, ipAddress: ip, userAgent: userAgent.slice(0, 400) } };
          },
        },
      },
    },
    advanced: {
      // A test compares the library's idea of its tables with our migration; the running server need not.
      database: { generateId: () => ids.uuid(), validateSchema: false },
      ipAddress: { disableIpTracking: true },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // Its lines would carry e-mails; what matters is in the audit log.
    logger: { disabled: true },
  });
}

/** Only an active agent has sessions. */
async function mayOpenSession(userId: string, db: Db): Promise<boolean> {
  const agent = await db
    .selectFrom('agents')
    .select('id')
    .where('auth_user_id', '=', userId)
    .where('active', '=', true)
    .executeTakeFirst();
  return agent !== undefined;
}
