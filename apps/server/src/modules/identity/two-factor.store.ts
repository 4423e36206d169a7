import { backupCodeCount } from '@ventanilla/contracts/two-factor';
import type { Ids } from '../../platform/ids.ts';
import { type Keyring, KeyringError } from '../../platform/keyring/keyring.ts';
import type { Work } from '../../platform/work.ts';
import { matchingStep, toBase32 } from './totp.rules.ts';

export const secretPurpose = 'two-factor';
const backupPurpose = 'backup-code';
/** RFC 4226 §4 asks for 128 bits and recommends 160. */
const secretBytes = 20;
const backupCodeLength = 10;

interface Deps {
  keyring: Keyring;
}

/** Keeps a new secret, sealed, in place of a former one. Answers its bytes. */
export async function newSecret({ agentId }: { agentId: string }, work: Work, deps: Deps): Promise<Buffer> {
  const text = work.ids.secret(secretBytes);
  const row = { secret: deps.keyring.seal(text, secretPurpose), last_step: 0, created_at: work.now };
  await work.tx
    .insertInto('two_factor_secrets')
    .values({ agent_id: agentId, ...row })
    .onConflict((oc) => oc.column('agent_id').doUpdateSet(row))
    .execute();
  return Buffer.from(text, 'base64url');
}

/** Whether a key of this installation opens a kept secret. */
export function secretOpens(sealed: string, { keyring }: Deps): boolean {
  try {
    keyring.open(sealed, secretPurpose);
    return true;
  } catch (error) {
    if (error instanceof KeyringError) return false;
    throw error;
  }
}

/**
 * Whether this is the app's code; it is then used up. Null without a secret. The row stays locked, so that of two
 * uses of one code at once one finds it used.
 */
export async function useAppCode(
  input: { agentId: string; code: string },
  work: Work,
  deps: Deps,
): Promise<boolean | null> {
  const row = await work.tx
    .selectFrom('two_factor_secrets')
    .select(['secret', 'last_step'])
    .where('agent_id', '=', input.agentId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  const secret = Buffer.from(deps.keyring.open(row.secret, secretPurpose), 'base64url');
  const code = input.code.replace(/\s/g, '');
  const step = matchingStep({ secret, code, now: work.now, lastStep: row.last_step });
  if (step === null) return false;
  await work.tx
    .updateTable('two_factor_secrets')
    .set({ last_step: step })
    .where('agent_id', '=', input.agentId)
    .execute();
  return true;
}

/** Whether this is a code of the app or an unused backup code; it is then used up. */
export async function useCode(
  input: { agentId: string; code: string },
  work: Work,
  deps: Deps,
): Promise<boolean> {
  if (/^[\d\s]+$/.test(input.code)) return (await useAppCode(input, work, deps)) === true;
  const rows = await work.tx
    .selectFrom('backup_codes')
    .select('code_hash')
    .where('agent_id', '=', input.agentId)
    .where('used_at', 'is', null)
    .orderBy('code_hash')
    .forUpdate()
    .execute();
  const plain = plainBackupCode(input.code);
  const used = rows.find(({ code_hash }) => deps.keyring.verify(plain, code_hash, backupPurpose));
  if (!used) return false;
  await work.tx
    .updateTable('backup_codes')
    .set({ used_at: work.now })
    .where('agent_id', '=', input.agentId)
    .where('code_hash', '=', used.code_hash)
    .execute();
  return true;
}

/** New backup codes in place of the former ones. Answers them as they are read: `abcde-fghij`. */
export async function newBackupCodes(
  { agentId }: { agentId: string },
  work: Work,
  { keyring }: Deps,
): Promise<string[]> {
  const codes = Array.from({ length: backupCodeCount }, () => makeBackupCode(work.ids));
  await work.tx.deleteFrom('backup_codes').where('agent_id', '=', agentId).execute();
  await work.tx
    .insertInto('backup_codes')
    .values(
      codes.map((code) => ({
        agent_id: agentId,
        code_hash: keyring.sign(plainBackupCode(code), backupPurpose, 32),
        used_at: null,
      })),
    )
    .execute();
  return codes;
}

/** Forgets the second step of an agent, and sign-ins that wait for it. */
export async function removeTwoFactor({ agentId }: { agentId: string }, { tx }: Work): Promise<void> {
  await tx.deleteFrom('two_factor_secrets').where('agent_id', '=', agentId).execute();
  await tx.deleteFrom('backup_codes').where('agent_id', '=', agentId).execute();
  await tx.deleteFrom('sign_in_challenges').where('agent_id', '=', agentId).execute();
}

/** 50 bits of base32. At least one letter, which tells it from a code of the app. */
function makeBackupCode(ids: Ids): string {
  for (;;) {
    const text = toBase32(Buffer.from(ids.secret(8), 'base64url'))
      .toLowerCase()
      .slice(0, backupCodeLength);
    if (/[a-z]/.test(text)) return `${text.slice(0, 5)}-${text.slice(5)}`;
  }
}

function plainBackupCode(code: string): string {
  return code.toLowerCase().replace(/[^a-z0-9]/g, '');
}
