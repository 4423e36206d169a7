import type { TicketDetail } from '@ventanilla/web';
import { PendingItem } from '../conversation/pending-message.tsx';
import { ScheduledItem } from '../later/scheduled-item.tsx';
import type { SendHandle } from './use-send.ts';

/** What was sent and is not a message yet: on its way to the server, or waiting there while it can be undone. */
export function WaitingMessages({ detail, sending }: { detail: TicketDetail; sending: SendHandle }) {
  const waiting = detail.scheduledReplies.filter(({ state }) => state === 'pending');
  const soon = waiting.filter(({ later }) => !later);
  return (
    <>
      {waiting
        .filter(({ later }) => later)
        .map((reply) => (
          <ScheduledItem
            key={reply.id}
            reply={reply}
            customer={detail.contact.name.split(' ')[0] ?? detail.contact.name}
          />
        ))}
      {soon.map(({ id, text, uploads, dueAt, agent, answers }) => (
        <PendingItem
          key={id}
          pending={{
            kind: 'reply',
            text,
            fileNames: uploads.filter(({ inline }) => !inline).map(({ fileName }) => fileName),
            author: agent.name,
            dueAt,
            answers,
          }}
        />
      ))}
      {sending.flying ? <PendingItem pending={sending.flying} /> : null}
    </>
  );
}
