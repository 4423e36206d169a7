import type { DeskPhrases } from '@ventanilla/phrases/es/index';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'desk';
    resources: DeskPhrases;
  }
}
