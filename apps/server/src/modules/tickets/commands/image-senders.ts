import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/work.ts';
import { getMessageSource, type MessageSource } from '../queries/message-source.ts';

/** What a customer's mail says of who sent it; nothing of ours has remote images to be asked about. */
function senderOf({ direction, from_address }: MessageSource): string {
  if (direction !== 'in' || !from_address) throw new AppError('remote_images.no_sender');
  return from_address.toLowerCase();
}

/** From now on this agent sees the remote images of whoever sent the message. */
export async function trustImageSender(input: { messageId: string }, work: Work): Promise<void> {
  if (work.actor.kind !== 'agent' || !work.actor.id) throw new AppError('auth.forbidden');
  const address = senderOf(await getMessageSource({ ...input, actor: work.actor }, work.tx));
  await work.tx
    .insertInto('image_senders')
    .values({ agent_id: work.actor.id, address, created_at: work.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** This agent is asked again before the remote images of that sender are shown. */
export async function distrustImageSender(input: { messageId: string }, work: Work): Promise<void> {
  const { from_address } = await getMessageSource({ ...input, actor: work.actor }, work.tx);
  await work.tx
    .deleteFrom('image_senders')
    .where('agent_id', '=', work.actor.id)
    .where('address', '=', from_address?.toLowerCase() ?? '')
    .execute();
}
