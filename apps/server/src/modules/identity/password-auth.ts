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
  /**
   * Checks the password and opens a session. Null when e-mail or password is wrong or the agent is blocked, after
   * about the same time each.
   */
  openSession(
    input: { email: string; password: string } & SignInOrigin,
    db: Db,
  ): Promise<{ token: string } | null>;
  /** Loads the library, which costs 0.3 s once. */
  load(): Promise<void>;
}

interface Deps {
  clock: Clock;
  ids: Ids;
  keyring: Keyring;
  config: IdentityConfig;
}

export function createPasswordAuth(deps: Deps): PasswordAuth {
  return {
    async createUser({ name, email, password }, tx) {
      const auth = await makeAuth({ db: tx, origin: null }, deps);
      const { user } = await auth.api.signUpEmail({ body: { name, email, password } });
      return user.id;
    },
    async openSession({ email, password, ...origin }, db) {
      const auth = await makeAuth({ db, origin }, deps);
      const { APIError } = await import('better-auth/api');
      try {
        const { token } = await auth.api.signInEmail({ body: { email, password } });
        return { token };
      } catch (error) {
        // 400 (an e-mail that is none), 401 (wrong, unknown or blocked): the caller's fault, and one answer for all.
        if (error instanceof APIError && error.statusCode < 500) return null;
        throw error;
      }
    },
    async load() {
      await Promise.all([import('better-auth'), import('better-auth/api'), import('@node-rs/argon2')]);
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
          before: async ({ userId }) => {
            if (!(await mayOpenSession(userId, input.db))) return false;
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
