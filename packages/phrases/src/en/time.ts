import type { time as es } from '../es/time.ts';

/** The time that somebody spent on a ticket. */
export const time: typeof es = {
  spent: 'Time spent',
  none: 'None',
  add: 'Note time',
  entries: 'Noted time',
  minutes: 'Minutes',
  quick: 'Often used',
  billable: 'The customer is charged',
  isBillable: 'charged',
  save: 'Note',
  cancel: 'Cancel',
  saveAndClose: 'Note and close',
  askTitle: 'How long did it take you?',
  askText: 'Its department asks for it before a ticket is closed.',
  missing: 'Write the minutes, from 1 to 1440.',
  remove: 'Remove {{time}} of {{who}}',
  removed: 'Time removed',
  added: 'Time noted: {{time}}',
  undo: 'Undo',
  history: {
    by: { noted: '{{who}} noted {{time}} of work', removed: '{{who}} removed {{time}} of work' },
    byYou: { noted: 'You noted {{time}} of work', removed: 'You removed {{time}} of work' },
  },
};
