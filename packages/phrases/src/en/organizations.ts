import type { organizations as es } from '../es/organizations.ts';

/** Settings → Customer organizations. */
export const organizations: typeof es = {
  title: 'Customer organizations',
  lead: 'Who looks after each organization, of which line it is and in which hours it is served. The tickets of an organization are of the portfolio of its AM and its CSM.',
  search: 'Search an organization',
  none: 'There are no organizations yet',
  noneText: 'They appear by themselves when somebody writes or a ticket of theirs is opened.',
  notFound: 'No organization has that name.',
  more: 'Show more',
  part: {
    accountManager: 'AM (account manager)',
    successManager: 'CSM (customer success manager)',
    line: 'Line',
    calendar: 'Hours',
  },
  short: { accountManager: 'AM', successManager: 'CSM', line: 'Line', calendar: 'Hours' },
  partOf: '{{part}} of {{name}}',
  nobody: 'Nobody',
  noLine: 'None',
  noCalendar: 'Those of its department or of the house',
  clear: 'Remove',
  untold: 'No AM, CSM or line',
  lineHint: 'Its new tickets take it; those of now stay as they are.',
  changed: 'Change saved',
  undo: 'Undo',
  changes: 'Last changes',
  noChanges: 'None yet.',
  somebody: 'Somebody',
  set: '{{by}} set {{part}}: {{to}}',
  removed: '{{by}} removed {{part}}: {{from}}',
  replaced: '{{by}} changed {{part}}: {{from}} → {{to}}',
};
