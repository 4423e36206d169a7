import type { Permission } from '@ventanilla/web';

export type SectionKey =
  | 'organization'
  | 'agents'
  | 'roles'
  | 'calendars'
  | 'departments'
  | 'organizations'
  | 'types'
  | 'subjects'
  | 'tags'
  | 'statuses'
  | 'fields'
  | 'sla'
  | 'triage'
  | 'routines'
  | 'mailboxes'
  | 'outbox'
  | 'blueprints'
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
    | 'roles'
    | 'calendars'
    | 'departments'
    | 'organizations'
    | 'types'
    | 'subjects'
    | 'tags'
    | 'statuses'
    | 'fields'
    | 'sla'
    | 'triage'
    | 'routines'
    | 'mailboxes'
    | 'outbox'
    | 'blueprints'
    | 'apiKeys'
    | 'setAside'
    | 'backups'
    | 'spam';
  group: 'company' | 'team' | 'service' | 'channels' | 'system';
  /** Whoever holds it sees the section. */
  permission: Permission;
}

/** The sections of the settings in order; a new one only needs its line here and its panel. */
export const settingsSections: readonly Section[] = [
  { key: 'organization', phrase: 'organization', group: 'company', permission: 'organization:manage' },
  { key: 'calendars', phrase: 'calendars', group: 'company', permission: 'calendars:manage' },
  { key: 'agents', phrase: 'agents', group: 'team', permission: 'agents:manage' },
  { key: 'roles', phrase: 'roles', group: 'team', permission: 'roles:manage' },
  { key: 'departments', phrase: 'departments', group: 'team', permission: 'departments:manage' },
  { key: 'routines', phrase: 'routines', group: 'team', permission: 'routines:manage' },
  { key: 'organizations', phrase: 'organizations', group: 'service', permission: 'departments:manage' },
  { key: 'types', phrase: 'types', group: 'service', permission: 'classification:manage' },
  { key: 'subjects', phrase: 'subjects', group: 'service', permission: 'classification:manage' },
  { key: 'tags', phrase: 'tags', group: 'service', permission: 'classification:manage' },
  { key: 'statuses', phrase: 'statuses', group: 'service', permission: 'classification:manage' },
  { key: 'fields', phrase: 'fields', group: 'service', permission: 'classification:manage' },
  { key: 'sla', phrase: 'sla', group: 'service', permission: 'sla:manage' },
  { key: 'triage', phrase: 'triage', group: 'service', permission: 'triage:manage' },
  { key: 'mailboxes', phrase: 'mailboxes', group: 'channels', permission: 'mailboxes:manage' },
  { key: 'outbox', phrase: 'outbox', group: 'channels', permission: 'outbox:read' },
  { key: 'spam', phrase: 'spam', group: 'channels', permission: 'mailboxes:manage' },
  { key: 'blueprints', phrase: 'blueprints', group: 'company', permission: 'organization:manage' },
  { key: 'api-keys', phrase: 'apiKeys', group: 'system', permission: 'api_keys:manage' },
  { key: 'set-aside', phrase: 'setAside', group: 'system', permission: 'set_aside:manage' },
  { key: 'backups', phrase: 'backups', group: 'system', permission: 'backups:manage' },
];
