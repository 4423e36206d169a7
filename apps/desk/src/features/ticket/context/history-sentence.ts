import type { HistoryEntry } from '@ventanilla/web';

export const historyFilters = ['all', 'messages', 'owner', 'status'] as const;
export type HistoryFilter = (typeof historyFilters)[number];

/** Sentences of the history; those of `byYou` speak to the reader of what they did themselves. */
export type HistoryPhrase =
  | 'created'
  | 'taken'
  | 'assigned'
  | 'released'
  | 'passed'
  | 'lined'
  | 'status'
  | 'statusByItself'
  | 'closed'
  | 'ignored'
  | 'reopened'
  | 'wrote'
  | 'answered'
  | 'answeredFrom'
  | 'registered'
  | 'noted'
  | 'sent'
  | 'notSent'
  | 'queued'
  | 'stopped'
  | 'scheduled'
  | 'calledOff'
  | 'refused'
  | 'corrected'
  | 'dropped'
  | 'reread'
  | 'alsoReceived'
  | 'originChecked'
  | 'originDenied'
  | 'trusted'
  | 'marked'
  | 'proposed'
  | 'proposalDismissed'
  | 'requester'
  | 'spam'
  | 'spamByFilter'
  | 'notSpam'
  | 'bounced'
  | 'delayed'
  | 'clockWarned'
  | 'clockBreached'
  | 'other';

export interface HistorySentence {
  phrase: HistoryPhrase;
  /** True when the reader did it. */
  byYou: boolean;
  values: { who: string; from: string; to: string };
}

interface Reader {
  agentId: string;
  /** Label of a status by its key, in the reader's language. */
  statusLabel: (key: string) => string;
  /** What stands for a name that is not there: the product itself, an erased person. */
  nobody: string;
  /** What stands for a department where there was or is none. */
  noDepartment: string;
  /** The same of a line. */
  noLine: string;
  /** What a clock measures, in the reader's language. */
  metricLabel: (metric: string) => string;
}

const byReason: Record<string, HistoryPhrase> = { close: 'closed', ignore: 'ignored', reopen: 'reopened' };
const byHow: Record<string, HistoryPhrase> = { take: 'taken', assign: 'assigned', release: 'released' };
const byDelivery: Record<string, HistoryPhrase> = { sent: 'sent', failed: 'notSent', queued: 'queued' };
const byMessage: Record<string, HistoryPhrase> = {
  note: 'noted',
  in: 'wrote',
  out: 'answered',
  registered: 'registered',
};

const byProposal: Record<string, HistoryPhrase> = { open: 'proposed', dismissed: 'proposalDismissed' };

function phraseOf({ type, how, from, to, actor }: HistoryEntry): HistoryPhrase {
  switch (type) {
    case 'ticket.created':
      return 'created';
    case 'ticket.owner_changed':
      return byHow[how ?? ''] ?? 'assigned';
    case 'ticket.department_changed':
      return 'passed';
    case 'ticket.line_changed':
      return 'lined';
    case 'ticket.status_changed': {
      const named = byReason[how ?? ''];
      if (named) return named;
      // A change that follows from something else (an answer, a mail) is nobody's own decision.
      return how === 'manual' && actor.kind === 'agent' ? 'status' : 'statusByItself';
    }
    case 'message.added':
      // From another of our addresses than the customer wrote to.
      return how === 'out' && from !== null ? 'answeredFrom' : (byMessage[how ?? ''] ?? 'other');
    case 'message.delivery_changed':
      return byDelivery[to ?? ''] ?? 'other';
    case 'message.reread':
      return 'reread';
    case 'message.authenticated':
      return how === 'fail' ? 'originDenied' : 'originChecked';
    case 'message.also_received':
      return 'alsoReceived';
    case 'message.sender_trusted':
      return to === 'trusted' ? 'trusted' : 'marked';
    case 'requester.proposal_changed':
      return byProposal[to ?? ''] ?? 'other';
    case 'ticket.requester_changed':
      return 'requester';
    case 'reply.stopped':
      return 'stopped';
    case 'reply.scheduled':
      return 'scheduled';
    case 'reply.called_off':
      return 'calledOff';
    case 'message.recipients_refused':
      return 'refused';
    case 'message.recipient_settled':
      return how === 'removed' ? 'dropped' : 'corrected';
    case 'ticket.spam_changed':
      return to !== 'spam' ? 'notSpam' : how === 'agent' ? 'spam' : 'spamByFilter';
    case 'message.bounced':
      return how === 'permanent' ? 'bounced' : 'delayed';
    case 'sla.warned':
      return 'clockWarned';
    case 'sla.breached':
      return 'clockBreached';
    default:
      return 'other';
  }
}

/** Who did what, from → to, as a phrase and its values. */
export function historySentence(entry: HistoryEntry, reader: Reader): HistorySentence {
  const isStatus = entry.type === 'ticket.status_changed';
  const absent =
    entry.type === 'ticket.department_changed'
      ? reader.noDepartment
      : entry.type === 'ticket.line_changed'
        ? reader.noLine
        : reader.nobody;
  const isClock = entry.type.startsWith('sla.');
  const named = (value: string | null) => {
    if (value === null) return absent;
    if (isClock) return reader.metricLabel(value);
    return isStatus ? reader.statusLabel(value) : value;
  };
  return {
    phrase: phraseOf(entry),
    byYou: entry.actor.kind === 'agent' && entry.actor.id === reader.agentId,
    values: { who: entry.actor.name ?? reader.nobody, from: named(entry.from), to: named(entry.to) },
  };
}

const filterTypes: Record<Exclude<HistoryFilter, 'all'>, string> = {
  messages: 'message.',
  owner: 'ticket.owner_changed',
  status: 'ticket.status_changed',
};

/** The entries that a filter leaves: all, what was written and sent, changes of owner, or changes of status. */
export function filterHistory(history: readonly HistoryEntry[], filter: HistoryFilter): HistoryEntry[] {
  if (filter === 'all') return [...history];
  return history.filter(({ type }) => type.startsWith(filterTypes[filter]));
}
