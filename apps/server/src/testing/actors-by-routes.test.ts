import { allRoutes } from '@ventanilla/contracts';
import { createAgent, createApiKey } from '@ventanilla/contracts/identity';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminBody, createInstallation, signInAs } from './browser.ts';
import { requestRoute } from './request-routes.ts';
import type { TestApp } from './test-app.ts';

const actors = ['anonymous', 'agent', 'supervisor', 'admin', 'intakeKey', 'blocked'] as const;
type ActorKind = (typeof actors)[number];
type Row = readonly ('ok' | 401 | 403)[];

/**
 * Who may call what, in the order of `actors`; `ok` is anything but 401 and 403. Written out by hand: a change of a
 * role or of a route's permission must be made here too, on purpose. `intakeKey` is an API key whose only scope is
 * `intake:write`; `blocked` is an agent who was blocked while signed in.
 */
const table: Record<string, Row> = {
  // operation           anonymous agent supervisor admin intakeKey blocked
  getHealth: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  getReadiness: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  getOpenApi: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  listSetAside: [401, 403, 403, 'ok', 403, 401],
  retrySetAside: [401, 403, 403, 'ok', 403, 401],
  getBackups: [401, 403, 403, 'ok', 403, 401],
  getBackupHealth: [401, 403, 403, 'ok', 403, 401],
  setBackupSettings: [401, 403, 403, 'ok', 403, 401],
  startBackup: [401, 403, 403, 'ok', 403, 401],

  getSetup: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  completeSetup: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  signIn: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  completeSignIn: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  getSession: [401, 'ok', 'ok', 'ok', 403, 401],
  signOut: [401, 'ok', 'ok', 'ok', 403, 401],
  signOutEverywhere: [401, 'ok', 'ok', 'ok', 403, 401],
  updateProfile: [401, 'ok', 'ok', 'ok', 403, 401],
  listAgents: [401, 'ok', 'ok', 'ok', 403, 401],
  createAgent: [401, 403, 403, 'ok', 403, 401],
  updateAgent: [401, 403, 403, 'ok', 403, 401],
  listApiKeys: [401, 403, 403, 'ok', 403, 401],
  createApiKey: [401, 403, 403, 'ok', 403, 401],
  revokeApiKey: [401, 403, 403, 'ok', 403, 401],

  getBrand: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  getLogo: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  getOwnOrganization: [401, 'ok', 'ok', 'ok', 403, 401],
  updateOwnOrganization: [401, 403, 403, 'ok', 403, 401],
  putLogo: [401, 403, 403, 'ok', 403, 401],
  removeLogo: [401, 403, 403, 'ok', 403, 401],

  changePassword: [401, 'ok', 'ok', 'ok', 'ok', 401],
  requestPasswordReset: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  resetPassword: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  listSessions: [401, 'ok', 'ok', 'ok', 403, 401],
  endSession: [401, 'ok', 'ok', 'ok', 403, 401],
  endOtherSessions: [401, 'ok', 'ok', 'ok', 403, 401],
  putPhoto: [401, 'ok', 'ok', 'ok', 403, 401],
  removePhoto: [401, 'ok', 'ok', 'ok', 403, 401],
  getPhoto: [401, 'ok', 'ok', 'ok', 403, 401],

  getTwoFactor: [401, 'ok', 'ok', 'ok', 403, 401],
  // The empty body is refused before anybody looks at who sends it.
  startTwoFactor: [401, 'ok', 'ok', 'ok', 'ok', 401],
  confirmTwoFactor: [401, 'ok', 'ok', 'ok', 'ok', 401],
  renewBackupCodes: [401, 'ok', 'ok', 'ok', 'ok', 401],
  stopTwoFactor: [401, 'ok', 'ok', 'ok', 'ok', 401],
  resetTwoFactor: [401, 403, 403, 'ok', 403, 401],

  listBlueprints: [401, 403, 403, 'ok', 403, 401],
  exportBlueprint: [401, 403, 403, 'ok', 403, 401],
  previewBlueprint: [401, 403, 403, 'ok', 403, 401],
  applyBlueprint: [401, 403, 403, 'ok', 403, 401],
  listDepartments: [401, 'ok', 'ok', 'ok', 403, 401],
  createDepartment: [401, 403, 403, 'ok', 403, 401],
  updateDepartment: [401, 403, 403, 'ok', 403, 401],
  orderDepartments: [401, 403, 403, 'ok', 403, 401],
  getDepartmentSettings: [401, 403, 403, 'ok', 403, 401],
  updateDepartmentSettings: [401, 403, 403, 'ok', 403, 401],
  listTeams: [401, 'ok', 'ok', 'ok', 403, 401],
  createTeam: [401, 403, 403, 'ok', 403, 401],
  updateTeam: [401, 403, 403, 'ok', 403, 401],
  listLines: [401, 'ok', 'ok', 'ok', 403, 401],
  createLine: [401, 403, 403, 'ok', 403, 401],
  updateLine: [401, 403, 403, 'ok', 403, 401],
  addTimeEntry: [401, 'ok', 'ok', 'ok', 403, 401],
  removeTimeEntry: [401, 'ok', 'ok', 'ok', 403, 401],
  setTicketLine: [401, 'ok', 'ok', 'ok', 403, 401],
  listOrganizationSettings: [401, 403, 403, 'ok', 403, 401],
  listOrganizationChanges: [401, 403, 403, 'ok', 403, 401],
  updateOrganization: [401, 403, 403, 'ok', 403, 401],
  listRoles: [401, 'ok', 'ok', 'ok', 403, 401],
  createRole: [401, 403, 403, 'ok', 403, 401],
  updateRole: [401, 403, 403, 'ok', 403, 401],
  removeRole: [401, 403, 403, 'ok', 403, 401],

  listInvitations: [401, 403, 403, 'ok', 403, 401],
  inviteAgent: [401, 403, 403, 'ok', 403, 401],
  resendInvitation: [401, 403, 403, 'ok', 403, 401],
  revokeInvitation: [401, 403, 403, 'ok', 403, 401],
  openInvitation: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  acceptInvitation: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok'],

  listSystemMails: [401, 403, 403, 'ok', 403, 401],
  getSystemMail: [401, 403, 403, 'ok', 403, 401],

  listCalendars: [401, 403, 403, 'ok', 403, 401],
  createCalendar: [401, 403, 403, 'ok', 403, 401],
  previewCalendar: [401, 403, 403, 'ok', 403, 401],
  listHolidayPlaces: [401, 403, 403, 'ok', 403, 401],
  listCountryHolidays: [401, 403, 403, 'ok', 403, 401],
  readIcal: [401, 403, 403, 'ok', 403, 401],
  getCalendar: [401, 403, 403, 'ok', 403, 401],
  updateCalendar: [401, 403, 403, 'ok', 403, 401],
  deleteCalendar: [401, 403, 403, 'ok', 403, 401],
  listCalendarVersions: [401, 403, 403, 'ok', 403, 401],

  getClassification: [401, 'ok', 'ok', 'ok', 'ok', 401],
  createTicketType: [401, 403, 403, 'ok', 403, 401],
  updateTicketType: [401, 403, 403, 'ok', 403, 401],
  createPriority: [401, 403, 403, 'ok', 403, 401],
  updatePriority: [401, 403, 403, 'ok', 403, 401],
  createSubject: [401, 403, 403, 'ok', 403, 401],
  updateSubject: [401, 403, 403, 'ok', 403, 401],
  createFacet: [401, 403, 403, 'ok', 403, 401],
  updateFacet: [401, 403, 403, 'ok', 403, 401],
  createTag: [401, 403, 403, 'ok', 403, 401],
  updateTag: [401, 403, 403, 'ok', 403, 401],
  updateFlag: [401, 403, 403, 'ok', 403, 401],
  createStatus: [401, 403, 403, 'ok', 403, 401],
  updateStatus: [401, 403, 403, 'ok', 403, 401],
  createField: [401, 403, 403, 'ok', 403, 401],
  updateField: [401, 403, 403, 'ok', 403, 401],
  orderDefinitions: [401, 403, 403, 'ok', 403, 401],
  setForm: [401, 403, 403, 'ok', 403, 401],
  listSlaPolicies: [401, 403, 403, 'ok', 403, 401],
  createSlaPolicy: [401, 403, 403, 'ok', 403, 401],
  orderSlaPolicies: [401, 403, 403, 'ok', 403, 401],
  previewSlaPolicy: [401, 403, 403, 'ok', 403, 401],
  updateSlaPolicy: [401, 403, 403, 'ok', 403, 401],
  deleteSlaPolicy: [401, 403, 403, 'ok', 403, 401],
  getTicketClocks: [401, 'ok', 'ok', 'ok', 403, 401],
  listNotifications: [401, 'ok', 'ok', 'ok', 403, 401],
  countNotifications: [401, 'ok', 'ok', 'ok', 403, 401],
  readNotifications: [401, 'ok', 'ok', 'ok', 403, 401],
  // The empty body is refused before anybody looks at who sends it.
  markNotifications: [401, 'ok', 'ok', 'ok', 'ok', 401],
  undoReadNotifications: [401, 'ok', 'ok', 'ok', 'ok', 401],
  postponeNotifications: [401, 'ok', 'ok', 'ok', 'ok', 401],
  returnNotifications: [401, 'ok', 'ok', 'ok', 'ok', 401],
  listPostponeMoments: [401, 'ok', 'ok', 'ok', 403, 401],

  findContacts: [401, 'ok', 'ok', 'ok', 403, 401],
  findOrganizations: [401, 'ok', 'ok', 'ok', 403, 401],
  clearBounce: [401, 'ok', 'ok', 'ok', 403, 401],
  listSpam: [401, 'ok', 'ok', 'ok', 403, 401],
  markSpam: [401, 'ok', 'ok', 'ok', 403, 401],
  markNotSpam: [401, 'ok', 'ok', 'ok', 403, 401],
  listMailSenders: [401, 403, 403, 'ok', 403, 401],
  addMailSender: [401, 403, 403, 'ok', 403, 401],
  removeMailSender: [401, 403, 403, 'ok', 403, 401],
  getSpamRules: [401, 403, 403, 'ok', 403, 401],
  setSpamRules: [401, 403, 403, 'ok', 403, 401],
  getAcknowledgement: [401, 403, 403, 'ok', 403, 401],
  setAcknowledgement: [401, 403, 403, 'ok', 403, 401],
  previewAcknowledgement: [401, 403, 403, 'ok', 403, 401],
  listMailAlarms: [401, 403, 403, 'ok', 403, 401],
  acknowledgeMailAlarm: [401, 403, 403, 'ok', 403, 401],
  listOpenTickets: [401, 'ok', 'ok', 'ok', 403, 401],
  openTicket: [401, 'ok', 'ok', 'ok', 403, 401],
  openSeveralTickets: [401, 'ok', 'ok', 'ok', 403, 401],
  listStatuses: [401, 'ok', 'ok', 'ok', 'ok', 401],
  getColumnNeighbours: [401, 'ok', 'ok', 'ok', 403, 401],
  getLastClosed: [401, 'ok', 'ok', 'ok', 403, 401],
  getBoardFigures: [401, 'ok', 'ok', 'ok', 403, 401],
  searchTickets: [401, 'ok', 'ok', 'ok', 403, 401],
  listTickets: [401, 'ok', 'ok', 'ok', 403, 401],
  exportTickets: [401, 403, 'ok', 'ok', 403, 401],
  listBoards: [401, 'ok', 'ok', 'ok', 403, 401],
  createBoard: [401, 'ok', 'ok', 'ok', 403, 401],
  readBoard: [401, 'ok', 'ok', 'ok', 403, 401],
  updateBoard: [401, 'ok', 'ok', 'ok', 403, 401],
  deleteBoard: [401, 'ok', 'ok', 'ok', 403, 401],
  restoreBoard: [401, 'ok', 'ok', 'ok', 403, 401],
  addColumn: [401, 'ok', 'ok', 'ok', 403, 401],
  orderColumns: [401, 'ok', 'ok', 'ok', 403, 401],
  restoreDefaultColumns: [401, 'ok', 'ok', 'ok', 403, 401],
  readColumn: [401, 'ok', 'ok', 'ok', 403, 401],
  updateColumn: [401, 'ok', 'ok', 'ok', 403, 401],
  removeColumn: [401, 'ok', 'ok', 'ok', 403, 401],
  restoreColumn: [401, 'ok', 'ok', 'ok', 403, 401],
  readBoardCards: [401, 'ok', 'ok', 'ok', 403, 401],
  readTimedColumns: [401, 'ok', 'ok', 'ok', 403, 401],
  getTeam: [401, 403, 'ok', 'ok', 403, 401],
  setOpenMax: [401, 403, 'ok', 'ok', 403, 401],
  listGoals: [401, 403, 'ok', 'ok', 403, 401],
  setGoals: [401, 403, 'ok', 'ok', 403, 401],
  getMyGoals: [401, 'ok', 'ok', 'ok', 403, 401],
  moveTickets: [401, 'ok', 'ok', 'ok', 403, 401],
  listViews: [401, 'ok', 'ok', 'ok', 403, 401],
  createView: [401, 'ok', 'ok', 'ok', 403, 401],
  updateView: [401, 'ok', 'ok', 'ok', 403, 401],
  deleteView: [401, 'ok', 'ok', 'ok', 403, 401],
  restoreView: [401, 'ok', 'ok', 'ok', 403, 401],
  previewBulk: [401, 'ok', 'ok', 'ok', 403, 401],
  startBulk: [401, 'ok', 'ok', 'ok', 403, 401],
  listBulkRuns: [401, 'ok', 'ok', 'ok', 403, 401],
  getBulkRun: [401, 'ok', 'ok', 'ok', 403, 401],
  listBulkFailures: [401, 'ok', 'ok', 'ok', 403, 401],
  cancelBulk: [401, 'ok', 'ok', 'ok', 403, 401],
  undoBulk: [401, 'ok', 'ok', 'ok', 403, 401],
  readFilter: [401, 'ok', 'ok', 'ok', 403, 401],
  writeFilter: [401, 'ok', 'ok', 'ok', 403, 401],
  completeFilter: [401, 'ok', 'ok', 'ok', 403, 401],
  getTriageQueue: [401, 'ok', 'ok', 'ok', 403, 401],
  setTriagePause: [401, 'ok', 'ok', 'ok', 403, 401],
  recordTriageStep: [401, 'ok', 'ok', 'ok', 403, 401],
  removeTriageStep: [401, 'ok', 'ok', 'ok', 403, 401],
  getOwnerAdvice: [401, 'ok', 'ok', 'ok', 403, 401],
  disagreeWithTriage: [401, 'ok', 'ok', 'ok', 403, 401],
  withdrawDisagreement: [401, 'ok', 'ok', 'ok', 403, 401],
  listTriageDisagreements: [401, 403, 403, 'ok', 403, 401],
  getTriageSettings: [401, 403, 403, 'ok', 403, 401],
  setTriageWeights: [401, 403, 403, 'ok', 403, 401],

  listRoutines: [401, 403, 'ok', 'ok', 403, 401],
  createRoutine: [401, 403, 'ok', 'ok', 403, 401],
  orderRoutines: [401, 403, 'ok', 'ok', 403, 401],
  previewRoutine: [401, 403, 'ok', 'ok', 403, 401],
  getRoutineTemplate: [401, 403, 'ok', 'ok', 403, 401],
  applyRoutineTemplate: [401, 403, 'ok', 'ok', 403, 401],
  updateRoutine: [401, 403, 'ok', 'ok', 403, 401],
  archiveRoutine: [401, 403, 'ok', 'ok', 403, 401],
  listMyRuns: [401, 'ok', 'ok', 'ok', 403, 401],
  settleRunItems: [401, 'ok', 'ok', 'ok', 403, 401],
  getRoutineCompliance: [401, 403, 'ok', 'ok', 403, 401],
  previewFilter: [401, 'ok', 'ok', 'ok', 403, 401],
  getTicket: [401, 'ok', 'ok', 'ok', 403, 401],
  listTicketMessages: [401, 'ok', 'ok', 'ok', 403, 401],
  takeTicket: [401, 'ok', 'ok', 'ok', 403, 401],
  assignTicket: [401, 'ok', 'ok', 'ok', 403, 401],
  setTicketDepartment: [401, 'ok', 'ok', 'ok', 403, 401],
  releaseTicket: [401, 'ok', 'ok', 'ok', 403, 401],
  replyToTicket: [401, 'ok', 'ok', 'ok', 403, 401],
  addNote: [401, 'ok', 'ok', 'ok', 403, 401],
  updateTicket: [401, 'ok', 'ok', 'ok', 403, 401],
  classifyTicket: [401, 'ok', 'ok', 'ok', 403, 401],
  closeTicket: [401, 'ok', 'ok', 'ok', 403, 401],
  ignoreTicket: [401, 'ok', 'ok', 'ok', 403, 401],
  reopenTicket: [401, 'ok', 'ok', 'ok', 403, 401],
  markTicketSeen: [401, 'ok', 'ok', 'ok', 403, 401],
  trustSender: [401, 'ok', 'ok', 'ok', 403, 401],
  settleProposedRequester: [401, 'ok', 'ok', 'ok', 403, 401],
  listDrafts: [401, 'ok', 'ok', 'ok', 403, 401],
  saveDraft: [401, 'ok', 'ok', 'ok', 403, 401],
  discardDraft: [401, 'ok', 'ok', 'ok', 403, 401],
  listDraftVersions: [401, 'ok', 'ok', 'ok', 403, 401],
  listFromAddresses: [401, 'ok', 'ok', 'ok', 403, 401],
  scheduleReply: [401, 'ok', 'ok', 'ok', 403, 401],
  undoScheduledReply: [401, 'ok', 'ok', 'ok', 403, 401],
  sendScheduledReply: [401, 'ok', 'ok', 'ok', 403, 401],
  uploadFile: [401, 'ok', 'ok', 'ok', 403, 401],
  downloadAttachment: [401, 'ok', 'ok', 'ok', 403, 401],
  previewAttachment: [401, 'ok', 'ok', 'ok', 403, 401],
  openFileLink: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  downloadFileLink: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  revokeFileLink: [401, 'ok', 'ok', 'ok', 403, 401],

  getRemoteImage: [401, 'ok', 'ok', 'ok', 403, 401],
  listImageSenders: [401, 'ok', 'ok', 'ok', 403, 401],
  trustImageSender: [401, 'ok', 'ok', 'ok', 403, 401],
  distrustImageSender: [401, 'ok', 'ok', 'ok', 403, 401],

  intakeEmail: [401, 403, 403, 'ok', 'ok', 401],
  getIntake: [401, 403, 403, 'ok', 'ok', 401],
  getMailboxHealth: [401, 403, 403, 'ok', 403, 401],
  previewHistory: [401, 403, 403, 'ok', 403, 401],
  startHistory: [401, 403, 403, 'ok', 403, 401],
  changeHistory: [401, 403, 403, 'ok', 403, 401],
  listMailboxes: [401, 403, 403, 'ok', 403, 401],
  testMailbox: [401, 403, 403, 'ok', 403, 401],
  createMailbox: [401, 403, 403, 'ok', 403, 401],
  updateMailbox: [401, 403, 403, 'ok', 403, 401],
  restoreMailbox: [401, 403, 403, 'ok', 403, 401],
  disconnectMailbox: [401, 403, 403, 'ok', 403, 401],
  guessMailbox: [401, 403, 403, 'ok', 403, 401],
  listMailOAuth: [401, 403, 403, 'ok', 403, 401],
  setMailOAuthClient: [401, 403, 403, 'ok', 403, 401],
  removeMailOAuthClient: [401, 403, 403, 'ok', 403, 401],
  beginMailConsent: [401, 403, 403, 'ok', 403, 401],
  completeMailConsent: [401, 403, 403, 'ok', 403, 401],
  listOutbox: [401, 403, 'ok', 'ok', 403, 401],
  getOutboxItem: [401, 403, 'ok', 'ok', 403, 401],
  retryOutboxItem: [401, 'ok', 'ok', 'ok', 403, 401],
  resendToRecipient: [401, 'ok', 'ok', 'ok', 403, 401],
  dropRecipient: [401, 'ok', 'ok', 'ok', 403, 401],
  getMailboxSending: [401, 403, 403, 'ok', 403, 401],
  setMailboxSending: [401, 403, 403, 'ok', 403, 401],

  downloadOriginal: [401, 'ok', 'ok', 'ok', 403, 401],
  getOriginalSource: [401, 'ok', 'ok', 'ok', 403, 401],
  rereadMessage: [401, 'ok', 'ok', 'ok', 403, 401],
  listMessageVersions: [401, 'ok', 'ok', 'ok', 403, 401],
  listProblems: [401, 403, 403, 'ok', 403, 401],
  countProblems: [401, 403, 403, 'ok', 403, 401],
  lookAtProblem: [401, 403, 403, 'ok', 403, 401],
  unlookAtProblem: [401, 403, 403, 'ok', 403, 401],
  retryProblem: [401, 403, 403, 'ok', 403, 401],
  downloadProblemMail: [401, 403, 403, 'ok', 403, 401],

  openLive: [401, 'ok', 'ok', 'ok', 403, 401],
  announcePresence: [401, 'ok', 'ok', 'ok', 403, 401],
  listPresence: [401, 'ok', 'ok', 'ok', 403, 401],

  getTicketRules: [401, 403, 403, 'ok', 403, 401],
  setTicketRules: [401, 403, 403, 'ok', 403, 401],
  sendTestMail: [401, 403, 403, 'ok', 403, 401],
  getDemo: [401, 403, 403, 'ok', 403, 401],
  addDemo: [401, 403, 403, 'ok', 403, 401],
};

const password = 'tres tristes tigres';
const people = {
  agent: { email: 'agent@colegio.example', password },
  supervisor: { email: 'supervisor@colegio.example', password },
  admin: adminBody,
  blocked: { email: 'blocked@colegio.example', password },
};
let app: TestApp;
let intakeSecret = '';

beforeAll(async () => {
  const made = await createInstallation();
  app = made.test;
  for (const kind of ['agent', 'supervisor', 'blocked'] as const) {
    const roleKey = kind === 'blocked' ? 'admin' : kind;
    await made.admin.call(createAgent, { body: { ...people[kind], name: kind, roleKey } });
  }
  const key = await made.admin.call(createApiKey, { body: { name: 'Formulario', scopes: ['intake:write'] } });
  intakeSecret = key.body.secret;
});
afterAll(() => app.close());

/** A new session each time: some operations end it. */
async function headersOf(kind: ActorKind): Promise<Record<string, string>> {
  if (kind === 'anonymous') return {};
  if (kind === 'intakeKey') return { authorization: `Bearer ${intakeSecret}` };
  const setActive = (active: boolean) =>
    sql`update agents set active = ${active} where email = ${people.blocked.email}`.execute(app.platform.db);
  await setActive(true);
  const { browser, result } = await signInAs(app, people[kind]);
  expect(result.status).toBe(200);
  // Blocked behind the product's back, so that the session's row is still there.
  if (kind === 'blocked') await setActive(false);
  return { cookie: browser.cookie() };
}

test('every operation has a row and every row an operation', () => {
  expect(Object.keys(table).sort()).toEqual(allRoutes.map(({ operationId }) => operationId).sort());
});

test.each(actors)('%s gets from every operation what the table says', async (kind) => {
  const column = actors.indexOf(kind);
  const got: Record<string, unknown> = {};
  let headers = await headersOf(kind);
  for (const contract of allRoutes) {
    const { status } = await requestRoute({ contract, headers }, app);
    got[contract.operationId] = status === 401 || status === 403 ? status : 'ok';
    if (contract.operationId.startsWith('signOut')) headers = await headersOf(kind);
  }
  const expected = Object.fromEntries(
    Object.entries(table).map(([operationId, row]) => [operationId, row[column]]),
  );
  expect(got).toEqual(expected);
});
