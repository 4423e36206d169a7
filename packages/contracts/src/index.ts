import { accountRoutes } from './account.ts';
import { acknowledgementRoutes } from './acknowledgements.ts';
import { backupRoutes } from './backups.ts';
import { blueprintRoutes } from './blueprints.ts';
import { boardRoutes } from './board.ts';
import { boardContentRoutes } from './board-content.ts';
import { ownBoardRoutes } from './boards.ts';
import { bounceRoutes } from './bounces.ts';
import { bulkRoutes } from './bulk.ts';
import { calendarRoutes } from './calendars.ts';
import { channelRoutes } from './channels.ts';
import { classificationRoutes } from './classification.ts';
import { demoRoutes } from './demo.ts';
import { departmentRuleRoutes } from './department-rules.ts';
import { departmentRoutes } from './departments.ts';
import { fileLinkRoutes } from './file-links.ts';
import { fileRoutes } from './files.ts';
import { filterRoutes } from './filter-routes.ts';
import { goalRoutes } from './goals.ts';
import { identityRoutes } from './identity.ts';
import { invitationRoutes } from './invitations.ts';
import { lineRoutes } from './lines.ts';
import { liveRoutes } from './live.ts';
import { mailAlarmRoutes } from './mail-alarms.ts';
import { mailOAuthRoutes } from './mail-oauth.ts';
import { mailboxHealthRoutes } from './mailbox-health.ts';
import { mailerRoutes } from './mailer.ts';
import { newTicketRoutes } from './new-ticket.ts';
import { notificationRoutes } from './notifications.ts';
import { organizationRoutes } from './organization.ts';
import { customerOrganizationRoutes } from './organizations.ts';
import { originalRoutes } from './originals.ts';
import { participantRoutes } from './participants.ts';
import { platformRoutes } from './platform.ts';
import { presenceRoutes } from './presence.ts';
import { problemRoutes } from './problems.ts';
import { refusalRoutes } from './refusals.ts';
import { remoteImageRoutes } from './remote-images.ts';
import { roleRoutes } from './roles.ts';
import type { RouteContract } from './route.ts';
import { routineRunRoutes } from './routine-runs.ts';
import { routineRoutes } from './routines.ts';
import { searchRoutes } from './search.ts';
import { sendingRoutes } from './sending.ts';
import { slaRoutes } from './sla.ts';
import { spamRoutes } from './spam.ts';
import { teamRoutes } from './team.ts';
import { ticketRuleRoutes } from './ticket-rules.ts';
import { ticketRoutes } from './tickets.ts';
import { timeEntryRoutes } from './time-entries.ts';
import { triageRoutes } from './triage.ts';
import { twoFactorRoutes } from './two-factor.ts';
import { viewRoutes } from './views.ts';
import { writingRoutes } from './writing.ts';

/** Every operation of the product's HTTP API, in the order of the reference. */
export const allRoutes: readonly RouteContract[] = [
  ...platformRoutes,
  ...organizationRoutes,
  ...identityRoutes,
  ...accountRoutes,
  ...twoFactorRoutes,
  ...invitationRoutes,
  ...departmentRoutes,
  ...departmentRuleRoutes,
  ...lineRoutes,
  ...customerOrganizationRoutes,
  ...roleRoutes,
  ...mailerRoutes,
  ...calendarRoutes,
  ...classificationRoutes,
  ...slaRoutes,
  ...boardRoutes,
  ...ownBoardRoutes,
  ...boardContentRoutes,
  ...searchRoutes,
  ...filterRoutes,
  ...viewRoutes,
  ...triageRoutes,
  ...routineRoutes,
  ...routineRunRoutes,
  ...ticketRoutes,
  ...teamRoutes,
  ...goalRoutes,
  ...bulkRoutes,
  ...ticketRuleRoutes,
  ...timeEntryRoutes,
  ...newTicketRoutes,
  ...bounceRoutes,
  ...participantRoutes,
  ...spamRoutes,
  ...writingRoutes,
  ...fileRoutes,
  ...fileLinkRoutes,
  ...remoteImageRoutes,
  ...channelRoutes,
  ...mailboxHealthRoutes,
  ...refusalRoutes,
  ...sendingRoutes,
  ...mailOAuthRoutes,
  ...acknowledgementRoutes,
  ...mailAlarmRoutes,
  ...originalRoutes,
  ...problemRoutes,
  ...backupRoutes,
  ...notificationRoutes,
  ...liveRoutes,
  ...presenceRoutes,
  ...demoRoutes,
  ...blueprintRoutes,
];
