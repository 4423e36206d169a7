import type { DeskPhrases } from '../es/index.ts';

/** The search: its page and the palette. */
export const search: DeskPhrases['search'] = {
  title: 'Search',
  label: 'Search, go or do',
  placeholder: 'ID, name, phone or e-mail',
};
