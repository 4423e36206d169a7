import { addPhrases } from './i18n.ts';

/** Phrases of single pages, loaded with them. */
const ofPages = {
  backups: {
    es: async () => (await import('@ventanilla/phrases/es/backups')).backups,
    en: async () => (await import('@ventanilla/phrases/en/backups')).backups,
  },
  blueprints: {
    es: async () => (await import('@ventanilla/phrases/es/blueprints')).blueprints,
    en: async () => (await import('@ventanilla/phrases/en/blueprints')).blueprints,
  },
  boards: {
    es: async () => (await import('@ventanilla/phrases/es/boards')).boards,
    en: async () => (await import('@ventanilla/phrases/en/boards')).boards,
  },
  bulk: {
    es: async () => (await import('@ventanilla/phrases/es/bulk')).bulk,
    en: async () => (await import('@ventanilla/phrases/en/bulk')).bulk,
  },
  calendars: {
    es: async () => (await import('@ventanilla/phrases/es/calendars')).calendars,
    en: async () => (await import('@ventanilla/phrases/en/calendars')).calendars,
  },
  classification: {
    es: async () => (await import('@ventanilla/phrases/es/classification')).classification,
    en: async () => (await import('@ventanilla/phrases/en/classification')).classification,
  },
  departments: {
    es: async () => (await import('@ventanilla/phrases/es/departments')).departments,
    en: async () => (await import('@ventanilla/phrases/en/departments')).departments,
  },
  classify: {
    es: async () => (await import('@ventanilla/phrases/es/classify')).classify,
    en: async () => (await import('@ventanilla/phrases/en/classify')).classify,
  },
  filters: {
    es: async () => (await import('@ventanilla/phrases/es/filters')).filters,
    en: async () => (await import('@ventanilla/phrases/en/filters')).filters,
  },
  list: {
    es: async () => (await import('@ventanilla/phrases/es/list')).list,
    en: async () => (await import('@ventanilla/phrases/en/list')).list,
  },
  mailboxes: {
    es: async () => (await import('@ventanilla/phrases/es/mailboxes')).mailboxes,
    en: async () => (await import('@ventanilla/phrases/en/mailboxes')).mailboxes,
  },
  newTicket: {
    es: async () => (await import('@ventanilla/phrases/es/new-ticket')).newTicket,
    en: async () => (await import('@ventanilla/phrases/en/new-ticket')).newTicket,
  },
  notifications: {
    es: async () => (await import('@ventanilla/phrases/es/notifications')).notifications,
    en: async () => (await import('@ventanilla/phrases/en/notifications')).notifications,
  },
  profile: {
    es: async () => (await import('@ventanilla/phrases/es/profile')).profile,
    en: async () => (await import('@ventanilla/phrases/en/profile')).profile,
  },
  organizations: {
    es: async () => (await import('@ventanilla/phrases/es/organizations')).organizations,
    en: async () => (await import('@ventanilla/phrases/en/organizations')).organizations,
  },
  roles: {
    es: async () => (await import('@ventanilla/phrases/es/roles')).roles,
    en: async () => (await import('@ventanilla/phrases/en/roles')).roles,
  },
  routines: {
    es: async () => (await import('@ventanilla/phrases/es/routines')).routines,
    en: async () => (await import('@ventanilla/phrases/en/routines')).routines,
  },
  settings: {
    es: async () => (await import('@ventanilla/phrases/es/settings')).settings,
    en: async () => (await import('@ventanilla/phrases/en/settings')).settings,
  },
  sla: {
    es: async () => (await import('@ventanilla/phrases/es/sla')).sla,
    en: async () => (await import('@ventanilla/phrases/en/sla')).sla,
  },
  team: {
    es: async () => (await import('@ventanilla/phrases/es/team')).team,
    en: async () => (await import('@ventanilla/phrases/en/team')).team,
  },
  time: {
    es: async () => (await import('@ventanilla/phrases/es/time')).time,
    en: async () => (await import('@ventanilla/phrases/en/time')).time,
  },
  triage: {
    es: async () => (await import('@ventanilla/phrases/es/triage')).triage,
    en: async () => (await import('@ventanilla/phrases/en/triage')).triage,
  },
  wizard: {
    es: async () => (await import('@ventanilla/phrases/es/wizard')).wizard,
    en: async () => (await import('@ventanilla/phrases/en/wizard')).wizard,
  },
} as const;
export type PagePhrases = keyof typeof ofPages;

/** Loads the phrases of a page, to be awaited before it is drawn. */
export function loadPhrases(page: PagePhrases): Promise<void> {
  return addPhrases(page, (language) => ofPages[page][language]());
}
