import type { CardPart } from '@ventanilla/contracts/boards';
import type { TicketCard } from '@ventanilla/web';

/** The card without what its column leaves out; what can be done with it stays. */
export function withParts(card: TicketCard, shows: readonly CardPart[]): TicketCard {
  const has = (part: CardPart) => shows.includes(part);
  return {
    ...card,
    requester: has('organization') ? card.requester : { ...card.requester, organizationName: null },
    preview: has('preview') ? card.preview : '',
    ...(has('clock') ? {} : { clock: null, noNews: false }),
    flag: has('flag') ? card.flag : null,
    priority: has('priority') ? card.priority : null,
    tags: has('tags') ? card.tags : [],
    department: has('department') ? card.department : null,
    ...(has('counts') ? {} : { attachmentCount: 0, noteCount: 0 }),
  };
}

/** Whether the words that a card shows are those of whoever looks at it. */
export function endsWithOwnWords({ owner, preview, previewAuthor }: TicketCard, agentId: string): boolean {
  return preview !== '' && previewAuthor === 'agent' && owner?.id === agentId;
}
