import type { IntakeResult } from '@ventanilla/contracts/channels';
import type { Clock } from '../../../../platform/clock.ts';
import { AppError } from '../../../../platform/errors.ts';
import type { KnownAccounts } from '../mailboxes/known-accounts.ts';
import { findReceiver } from '../mailboxes/recipients.rules.ts';
import type { IntakeResults } from './intake-results.ts';
import { findNamedReceiver } from './named-receiver.rules.ts';
import type { RawIntake } from './raw-intake.ts';

/** How long a request waits for the worker. */
const waitMs = 10_000;

export interface IntakeDeps {
  clock: Clock;
  intake: RawIntake;
  results: IntakeResults;
  accounts: KnownAccounts;
}

/**
 * One mail handed over by a program: stored, then waited for. The same mail again answers what became of the
 * first, as a duplicate. `result` is null when it takes longer than ten seconds.
 * Throws `intake.empty`, `intake.unknown_recipient`.
 */
export async function takeInMail(
  input: { bytes: Buffer; recipient: string | null },
  deps: IntakeDeps,
): Promise<{ intakeId: string; result: IntakeResult | null }> {
  const { bytes, recipient } = input;
  if (bytes.length === 0) throw new AppError('intake.empty');
  const account = await findAccountFor(input, deps.accounts);
  const { intakeId, duplicate } = await deps.intake.store({
    source: 'api',
    channelAccountId: account.id,
    bytes,
    recipient,
    receivedAt: deps.clock.now(),
  });
  const result = await deps.results.wait(intakeId, waitMs, { maybeDone: duplicate });
  return { intakeId, result: result && duplicate ? asDuplicate(result) : result };
}

/** By the envelope's recipient when given; else by what the mail says, else the default mailbox. */
async function findAccountFor(
  { bytes, recipient }: { bytes: Buffer; recipient: string | null },
  known: KnownAccounts,
) {
  const account = await known.find((accounts) =>
    recipient === null ? findNamedReceiver(bytes, accounts) : findReceiver(recipient, accounts),
  );
  if (!account) throw new AppError('intake.unknown_recipient');
  return account;
}

function asDuplicate(result: IntakeResult): IntakeResult {
  const becameMessage = result.action === 'created' || result.action === 'appended';
  return becameMessage ? { ...result, action: 'duplicate' } : result;
}
