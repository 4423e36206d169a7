import type { DeskPhrases } from '../es/index.ts';

/** The keys: the sheet that tells of them and the name of each action. */
export const keys: DeskPhrases['keys'] = {
  title: 'Keys',
  open: 'Show the keys',
  openPalette: 'Search, go or do',
  single: 'Single keys',
  singleHint: 'Without Ctrl or ⌘, as R to reply. Turn them off if you dictate or hit them by accident.',
  noKeys: 'This screen has no keys of its own.',
  place: {
    ticket: 'In the ticket',
    writing: 'While writing',
    board: 'On the board',
    search: 'In the search',
    settings: 'In settings',
    profile: 'In your profile',
    go: 'Go to',
    everywhere: 'Anywhere',
  },
  board: {
    next: 'Next card',
    previous: 'Previous card',
    nextColumn: 'Next column',
    previousColumn: 'Previous column',
    open: 'Open the card',
    take: 'Take the card',
  },
  ticket: {
    reply: 'Reply',
    note: 'Write an internal note',
    take: 'Take this ticket',
    close: 'Close or ignore',
    next: 'Next ticket of the column',
    previous: 'Previous ticket of the column',
    back: 'Back to the board',
    send: 'Send',
  },
  results: {
    next: 'Next result',
    previous: 'Previous result',
    open: 'Open the result',
  },
  go: {
    newTicket: 'New ticket',
    board: 'Go to the board',
    search: 'Go to the search',
    settings: 'Go to settings: {{section}}',
    profile: 'Go to your profile',
    signOut: 'Sign out',
  },
  look: { light: 'Show it light', dark: 'Show it dark', es: 'Change to Spanish', en: 'Change to English' },
};
