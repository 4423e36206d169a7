import type { sections as source } from '../es/sections.ts';

/** What the sections of the settings are called: the palette says them too, on every page. */
export const sections: typeof source = {
  label: 'Settings sections',
  company: 'Company',
  organization: 'Organization',
  calendars: 'Hours and holidays',
  team: 'Team',
  service: 'Service',
  channels: 'Channels',
  system: 'System',
  agents: 'Agents',
  roles: 'Roles and permissions',
  departments: 'Departments',
  types: 'Types and priorities',
  subjects: 'Subjects and forms',
  tags: 'Tags by facet',
  statuses: 'Statuses and flags',
  fields: 'Custom fields',
  sla: 'Response times',
  mailboxes: 'Mail',
  outbox: 'Outgoing mail',
  spam: 'Spam',
  apiKeys: 'API keys',
  setAside: 'Problem tray',
  blueprints: 'Blueprints',
  backups: 'Backups',
};
