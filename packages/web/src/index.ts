export type { OwnSession } from '@ventanilla/contracts/account';
export type { Acknowledgement } from '@ventanilla/contracts/acknowledgements';
export type { BlueprintDifference, ShippedBlueprint } from '@ventanilla/contracts/blueprints';
export type { BoardColumnKey } from '@ventanilla/contracts/board';
export type { FilledBoard, FilledColumn } from '@ventanilla/contracts/board-content';
export type {
  BoardBody,
  BoardColumn,
  BoardHead,
  BoardOutline,
  CardPart,
  ColumnBody,
} from '@ventanilla/contracts/boards';
export type {
  BulkAction,
  BulkFailure,
  BulkPreview,
  BulkRun,
  BulkSelection,
} from '@ventanilla/contracts/bulk';
export type {
  CalendarDefinition,
  Holiday,
  Opening,
  Period,
  Season,
  Week,
  Weekday,
} from '@ventanilla/contracts/calendar-definition';
export type { Calendar, CalendarSummary, PreviewDay } from '@ventanilla/contracts/calendars';
export type {
  DomainTest,
  IntakeResult,
  Mailbox,
  OutboxItem,
  ServerTest,
} from '@ventanilla/contracts/channels';
export type { Classification, FieldForm } from '@ventanilla/contracts/classification-definitions';
export type {
  Colour,
  DefinitionKind,
  FieldDemand,
  FieldKind,
  FlagKey,
  FormPlace,
} from '@ventanilla/contracts/classification-kinds';
export type { CardClock, ClockMetric } from '@ventanilla/contracts/clocks';
export type { Language } from '@ventanilla/contracts/common';
export type {
  DepartmentChange,
  DepartmentRules,
  DepartmentSettings,
  Notices,
  NoticeTo,
  Team,
  Who,
} from '@ventanilla/contracts/department-rules';
export type { Department } from '@ventanilla/contracts/departments';
export type { Attachment } from '@ventanilla/contracts/files';
export type { GoalMetric, GoalProgress, GoalTargets } from '@ventanilla/contracts/goals';
export type { Agent, ApiKey, Me } from '@ventanilla/contracts/identity';
export type { Invitation } from '@ventanilla/contracts/invitations';
export type { Line } from '@ventanilla/contracts/lines';
export type { LiveDraftFrame, LiveExportFrame, LiveNoticesFrame } from '@ventanilla/contracts/live';
export type { MailOAuthProvider, MailProvider } from '@ventanilla/contracts/mail-oauth';
export type {
  ArrivalCause,
  HistoryImportShown,
  MailboxHealth,
  MailError,
} from '@ventanilla/contracts/mailbox-health';
export type { ContactHit, OpenTicketHint, OrganizationHit } from '@ventanilla/contracts/new-ticket';
export type {
  MailDigest,
  NoticeChoices,
  NotificationKind,
  NotificationWay,
  QuietHours,
} from '@ventanilla/contracts/notification.rules';
export type {
  Notification,
  NotificationGroup,
  UnreadNotifications,
} from '@ventanilla/contracts/notifications';
export type { OwnOrganization } from '@ventanilla/contracts/organization';
export type {
  OrganizationChange,
  OrganizationPart,
  OrganizationSettings,
} from '@ventanilla/contracts/organizations';
export type { MessageReading, MessageVersion } from '@ventanilla/contracts/originals';
export type { BuiltInRole, NarrowablePermission, Permission, Scope } from '@ventanilla/contracts/permissions';
export type { PresenceState, PresentAgent, TicketPresence } from '@ventanilla/contracts/presence';
export type { MailProblem, ProblemKind } from '@ventanilla/contracts/problems';
export type { Role } from '@ventanilla/contracts/roles';
export type { SearchAnswer, SearchHit, TextMark } from '@ventanilla/contracts/search';
export type { MailboxSending } from '@ventanilla/contracts/sending';
export type { ClockTarget, ExplainedClock, SlaPolicy, SlaPolicyBody } from '@ventanilla/contracts/sla';
export type { SpamCard } from '@ventanilla/contracts/spam';
export type { TeamMember } from '@ventanilla/contracts/team';
export type {
  Classifying,
  FieldValue,
  TicketClassification,
} from '@ventanilla/contracts/ticket-classification';
export type { HistoryEntry, PreviousTicket } from '@ventanilla/contracts/ticket-history';
export type { MailReading, TicketMessage } from '@ventanilla/contracts/ticket-message';
export type {
  StatusRow,
  TicketAction,
  TicketCard,
  TicketDetail,
} from '@ventanilla/contracts/tickets';
export type { TimeEntry } from '@ventanilla/contracts/time-entries';
export type { Draft as ServerDraft, DraftVersion, FromAddress } from '@ventanilla/contracts/writing';
export type { ScheduledReply } from '@ventanilla/contracts/written';
export { type Api, type ApiOptions, createApi, dataOf, ifMatch, newIdempotencyKey } from './api/client.ts';
export { ApiProblem, isProblem, type ProblemCode } from './api/problem.ts';
export type { paths } from './api/schema.generated.ts';
export * from './format/format.ts';
export { createLiveClient, type LiveClient, type LiveEvent, type LiveState } from './live/live-client.ts';
