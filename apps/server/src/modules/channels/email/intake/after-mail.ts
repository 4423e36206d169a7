import type { Work } from '../../../../platform/work.ts';
import { clearBounceMark } from '../../../directory/index.ts';
import { recordBounce } from '../../../tickets/index.ts';
import type { DecidedMail } from './decided-mail.ts';

/**
 * What follows from a mail that has become a message, in the same transaction: a bounce is tied to the mail that it
 * is about, and whoever writes again shows that their address works.
 */
export async function afterMail(
  input: { decided: DecidedMail; bouncedIdentityId: string | null },
  work: Work,
): Promise<void> {
  const { decision, mail, claimed } = input.decided;
  if (decision.kind === 'ignore') return;
  if (mail.bounce) await recordBounce({ bounce: mail.bounce, referenceIds: decision.referenceIds }, work);
  if (input.bouncedIdentityId !== null && !decision.isAuto && claimed.origin === 'live') {
    await clearBounceMark({ identityId: input.bouncedIdentityId, how: 'they_wrote' }, work);
  }
}
