import type { backups } from '@ventanilla/phrases/es/backups';
import type { calendars } from '@ventanilla/phrases/es/calendars';
import type { DeskPhrases } from '@ventanilla/phrases/es/index';
import type { mailboxes } from '@ventanilla/phrases/es/mailboxes';
import type { settings } from '@ventanilla/phrases/es/settings';
import type { wizard } from '@ventanilla/phrases/es/wizard';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'desk';
    resources: DeskPhrases & {
      backups: typeof backups;
      calendars: typeof calendars;
      mailboxes: typeof mailboxes;
      settings: typeof settings;
      wizard: typeof wizard;
    };
  }
}
