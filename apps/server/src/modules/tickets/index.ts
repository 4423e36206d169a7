import './tickets.tables.ts';
import './writing.tables.ts';
import type { Module } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';
import { bulkRoutes } from './bulk/bulk.routes.ts';
import { bulkTimer } from './bulk/bulk.timer.ts';
import { removeOldRuns } from './bulk/remove-old-runs.ts';
import { clearStandingBounces } from './commands/clear-standing-bounces.ts';
import { giveBackOutbound } from './commands/deliver.ts';

export { countQueued, hurryOutbound } from './commands/hurry-outbound.ts';

import { removeOldAwaited } from './commands/receiving/late-parents.ts';
import { removeOldWriting } from './commands/remove-old-writing.ts';
import { removeOrphanUploads } from './commands/remove-orphan-uploads.ts';
import { sendScheduledTimer } from './commands/settle-scheduled-reply.ts';
import { fileLinkRoutes } from './file-links/file-links.routes.ts';
import { createFilterClock } from './filters/filter-clock.ts';
import { filterRoutes } from './filters/filters.routes.ts';
import { mailPeople } from './notices/mail-people.on-ticket-changed.ts';
import { participantRoutes } from './participants.routes.ts';
import { recordInterval } from './reactions/record-interval.on-ticket-changed.ts';
import { stopScheduled } from './reactions/stop-scheduled.on-customer-wrote.ts';
import { remoteImageRoutes } from './remote-images.routes.ts';
import { ticketRuleRoutes } from './ticket-rules.routes.ts';
import type { TicketsModuleConfig } from './tickets.config.ts';
import { ticketRoutes } from './tickets.routes.ts';
import { timeEntryRoutes } from './time-entries.routes.ts';
import { writingRoutes } from './writing.routes.ts';

export { classifyTicket } from './classifying/classify-ticket.ts';
export { readColumnPage } from './columns/column-page.ts';
export { type ColumnQuery, type ColumnsInput, isTimed } from './columns/column-query.ts';
export { readCards, readMembership } from './columns/read-columns.ts';
export { readStanding } from './columns/standing.ts';
export { actByMail } from './commands/act-by-mail.ts';
export { addNote } from './commands/add-note.ts';
export { closeTicket, ignoreTicket } from './commands/change-status.ts';
export { clearStandingBounces } from './commands/clear-standing-bounces.ts';
export {
  claimOutbound,
  type DeliveryOutcome,
  type OutboundJob,
  outboundAskedChannel,
  recordDelivery,
  renewLeases,
  retryOutbound,
  type SendingPlace,
} from './commands/deliver.ts';
export { holdOutgoing } from './commands/hold-outgoing.ts';
export { assignTicket, releaseTicket, takeTicket } from './commands/own-ticket.ts';
export { receiveMessage } from './commands/receiving/receive-message.ts';
export type { ReceivedMessage } from './commands/receiving/received-message.ts';
export { recordAuthentication } from './commands/record-authentication.ts';
export { recordBounce } from './commands/record-bounce.ts';
export { recordWrittenElsewhere } from './commands/record-written-elsewhere.ts';
export { type Reply, replyToTicket } from './commands/reply.ts';
export { type Reread, rereadMessage } from './commands/reread-message.ts';
export { sendAutomaticAnswer } from './commands/send-automatic-answer.ts';
export { setReopenDays } from './commands/set-reopen-days.ts';
export { setSpam } from './commands/set-spam.ts';
export { setTicketClocks, type TicketClockChange } from './commands/set-ticket-clocks.ts';
export { dropRecipient, resendToRecipient } from './commands/settle-refusal.ts';
export { createUpload } from './commands/uploads.ts';
export { readableDay, readableSize } from './file-links/file-link-page.ts';
export { fileLinkToken } from './file-links/file-link-token.rules.ts';
export { linkFiles } from './file-links/file-links.store.ts';
export { filesToLink } from './file-links/mail-size.rules.ts';
export { createFilterClock, type FilterClock } from './filters/filter-clock.ts';
export { filterTexts } from './filters/filter-texts.ts';
export { goneValues } from './filters/gone-values.ts';
export { isHolder, type MailToken, readMailToken } from './mail-tokens/mail-tokens.rules.ts';
export { agentAnswerAddress, tokenOfMessageId } from './mail-tokens/signed-addresses.rules.ts';
export { type NewAttachment, searchVector } from './messages.store.ts';
export { mailAgentAboutTicket } from './notices/mail-agent-about-ticket.ts';
export { whoIsMailed } from './notices/mail-people.on-ticket-changed.ts';
export { type AgentDay, countUnassigned, readAgentDays } from './queries/agent-days.ts';
export { cardOf, cardsOf } from './queries/cards.ts';
export {
  type ClockFacts,
  type ClockMark,
  type ClockTerms,
  listOpenTicketIds,
  listOpenTicketIdsOf,
  readClockFacts,
  readClockTerms,
} from './queries/clock-facts.ts';
export { findConversation } from './queries/conversation-of.ts';
export { getInboundOf } from './queries/message-source.ts';
export { listMessageVersions } from './queries/message-versions.ts';
export { getOutbound, listOutbound, type OutboundRow } from './queries/outbound.ts';
export { listSpam } from './queries/spam.ts';
export { isWithin } from './scopes.rules.ts';
export { limitsOf, type SendingSettings } from './sending-limits.rules.ts';
export { ticketsSettings } from './tickets.config.ts';
export { agentIdOf } from './tickets.policy.ts';
export {
  answerReferences,
  answerSubject,
  bareSubject,
  categoryWhenCustomerWrites,
  categoryWhenWorked,
  makePreview,
  waitingOn,
} from './tickets.rules.ts';
export { getTicketFor, markSeen, visibleTicketIds, visibleTo } from './tickets.store.ts';

export type { MessageAuthentication } from './tickets.tables.ts';

/** Tickets, their messages, the outgoing queue and the ledger of time. */
export function createTicketsModule(platform: Platform, config: TicketsModuleConfig): Module {
  const clock = createFilterClock(platform.clock);
  return {
    name: 'tickets',
    routes: [
      ...ticketRoutes(platform),
      ...filterRoutes(platform, { clock }),
      ...bulkRoutes(platform, { clock }),
      ...writingRoutes(platform),
      ...remoteImageRoutes(platform, config),
      ...ticketRuleRoutes(platform),
      ...timeEntryRoutes(),
      ...participantRoutes(),
      ...fileLinkRoutes(platform),
    ],
    reactions: [recordInterval, stopScheduled, mailPeople(platform)],
    timers: [sendScheduledTimer, bulkTimer(platform)],
    giveBackWork: () => giveBackOutbound(platform),
    jobs: [
      {
        name: 'remove-orphan-uploads',
        cron: '13 9 * * *',
        run: async () => void (await removeOrphanUploads(platform)),
      },
      {
        name: 'clear-standing-bounces',
        cron: '37 * * * *',
        run: async () => void (await clearStandingBounces(platform)),
      },
      { name: 'remove-old-writing', cron: '23 9 * * *', run: () => removeOldWriting(platform) },
      { name: 'remove-old-awaited', cron: '28 9 * * *', run: () => removeOldAwaited(platform) },
      { name: 'remove-old-bulk-runs', cron: '48 9 * * *', run: () => removeOldRuns(platform) },
    ],
  };
}
