import type { Permission } from '@ventanilla/web';

export type SectionKey =
  | 'organization'
  | 'agents'
  | 'calendars'
  | 'departments'
  | 'mailboxes'
  | 'outbox'
  | 'api-keys'
  | 'set-aside'
  | 'backups'
  | 'spam';

interface Section {
  key: SectionKey;
  /** Its phrase in `settings:sections`. */
  phrase:
    | 'organization'
    | 'agents'
    | 'calendars'
    | 'departments'
    | 'mailboxes'
    | 'outbox'
    | 'apiKeys'
    | 'setAside'
    | 'backups'
    | 'spam';
  group: 'company' | 'team' | 'channels' | 'system';
  /** Whoever holds it sees the section. */
  permission: Permission;
}

/** The sections of the settings in order; a new one only needs its line here and its panel. */
export const settingsSections: readonly Section[] = [
  { key: 'organization', phrase: 'organization', group: 'company', permission: 'organization:manage' },
  { key: 'calendars', phrase: 'calendars', group: 'company', permission: 'calendars:manage' },
  { key: 'agents', phrase: 'agents', group: 'team', permission: 'agents:manage' },
  { key: 'departments', phrase: 'departments', group: 'team', permission: 'departments:manage' },
  { key: 'mailboxes', phrase: 'mailboxes', group: 'channels', permission: 'mailboxes:manage' },
  { key: 'outbox', phrase: 'outbox', group: 'channels', permission: 'outbox:read' },
  { key: 'spam', phrase: 'spam', group: 'channels', permission: 'mailboxes:manage' },
  { key: 'api-keys', phrase: 'apiKeys', group: 'system', permission: 'api_keys:manage' },
  { key: 'set-aside', phrase: 'setAside', group: 'system', permission: 'set_aside:manage' },
  { key: 'backups', phrase: 'backups', group: 'system', permission: 'backups:manage' },
];

/** What «Buscar en ajustes» finds, in the order of the sections; each has its phrases in `settings:index`. */
export const settingEntries = [
  { key: 'organization', place: 'organization' },
  { key: 'companyName', place: 'organization' },
  { key: 'logo', place: 'organization' },
  { key: 'color', place: 'organization' },
  { key: 'language', place: 'organization' },
  { key: 'timeZone', place: 'organization' },
  { key: 'addressForm', place: 'organization' },
  { key: 'reopenDays', place: 'organization' },
  { key: 'calendars', place: 'calendars' },
  { key: 'agents', place: 'agents' },
  { key: 'invite', place: 'agents' },
  { key: 'departments', place: 'departments' },
  { key: 'mailboxes', place: 'mailboxes' },
  { key: 'outbox', place: 'outbox' },
  { key: 'testMail', place: 'outbox' },
  { key: 'acknowledgement', place: 'mailboxes' },
  { key: 'spamLevel', place: 'spam' },
  { key: 'mailSenders', place: 'spam' },
  { key: 'apiKeys', place: 'api-keys' },
  { key: 'setAside', place: 'set-aside' },
  { key: 'backups', place: 'backups' },
  { key: 'self', place: 'profile' },
  { key: 'signature', place: 'profile' },
  { key: 'theme', place: 'profile' },
  { key: 'sounds', place: 'profile' },
  { key: 'undoSend', place: 'profile' },
  { key: 'password', place: 'profile' },
  { key: 'twoFactor', place: 'profile' },
  { key: 'sessions', place: 'profile' },
] as const satisfies readonly { key: string; place: SectionKey | 'profile' }[];
