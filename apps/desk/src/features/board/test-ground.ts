import type { TicketCard } from '@ventanilla/web';

/** A card for tests; the number is also the minute of its activity. */
export function card(id: string, minute: number, more: Partial<TicketCard> = {}): TicketCard {
  const at = `2026-11-21T10:${String(minute).padStart(2, '0')}:00.000Z`;
  return {
    id,
    number: minute,
    subject: id,
    status: { key: 'open', category: 'open' },
    stage: 'new',
    channel: 'email',
    requester: { id: 'r', name: 'Ana', organizationName: null },
    owner: null,
    department: null,
    flag: null,
    priority: null,
    dueAt: null,
    createdAt: at,
    activityAt: at,
    customerLastAt: at,
    ourLastAt: null,
    firstAnswerAt: null,
    ownerFirstAnswerAt: null,
    closedAt: null,
    preview: '',
    previewAuthor: 'customer',
    unread: false,
    noteCount: 0,
    attachmentCount: 0,
    hasPrevious: false,
    deliveryFailed: false,
    isSpam: false,
    clock: null,
    tags: [],
    noNews: false,
    version: 1,
    can: ['take'],
    ...more,
  };
}
