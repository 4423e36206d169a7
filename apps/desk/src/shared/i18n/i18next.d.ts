import type { backups } from '@ventanilla/phrases/es/backups';
import type { blueprints } from '@ventanilla/phrases/es/blueprints';
import type { boards } from '@ventanilla/phrases/es/boards';
import type { bulk } from '@ventanilla/phrases/es/bulk';
import type { calendars } from '@ventanilla/phrases/es/calendars';
import type { classification } from '@ventanilla/phrases/es/classification';
import type { classify } from '@ventanilla/phrases/es/classify';
import type { departments } from '@ventanilla/phrases/es/departments';
import type { filters } from '@ventanilla/phrases/es/filters';
import type { DeskPhrases } from '@ventanilla/phrases/es/index';
import type { list } from '@ventanilla/phrases/es/list';
import type { mailboxes } from '@ventanilla/phrases/es/mailboxes';
import type { newTicket } from '@ventanilla/phrases/es/new-ticket';
import type { notifications } from '@ventanilla/phrases/es/notifications';
import type { organizations } from '@ventanilla/phrases/es/organizations';
import type { profile } from '@ventanilla/phrases/es/profile';
import type { roles } from '@ventanilla/phrases/es/roles';
import type { routines } from '@ventanilla/phrases/es/routines';
import type { settings } from '@ventanilla/phrases/es/settings';
import type { sla } from '@ventanilla/phrases/es/sla';
import type { team } from '@ventanilla/phrases/es/team';
import type { time } from '@ventanilla/phrases/es/time';
import type { triage } from '@ventanilla/phrases/es/triage';
import type { wizard } from '@ventanilla/phrases/es/wizard';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'desk';
    resources: DeskPhrases & {
      backups: typeof backups;
      blueprints: typeof blueprints;
      boards: typeof boards;
      bulk: typeof bulk;
      calendars: typeof calendars;
      classification: typeof classification;
      departments: typeof departments;
      classify: typeof classify;
      filters: typeof filters;
      list: typeof list;
      mailboxes: typeof mailboxes;
      newTicket: typeof newTicket;
      notifications: typeof notifications;
      profile: typeof profile;
      organizations: typeof organizations;
      settings: typeof settings;
      roles: typeof roles;
      sla: typeof sla;
      routines: typeof routines;
      team: typeof team;
      time: typeof time;
      triage: typeof triage;
      wizard: typeof wizard;
    };
  }
}
