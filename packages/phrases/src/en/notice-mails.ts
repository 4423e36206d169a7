import type { noticeMailWords as source } from '../es/notice-mails.ts';

export const noticeMailWords: typeof source = {
  noSubject: '(no subject)',
  assigned: 'It is yours now.',
  reassigned: 'It is no longer yours.',
  answered: '{{requester}} answered.',
  answeredMore: '{{requester}} answered: {{count}} messages.',
  warned: 'It is almost due.',
  breached: 'Its time is over.',
  mentioned: 'You were mentioned.',
  duty: 'A duty of your routines is about to be due.',
  mailbox: 'A mailbox has trouble.',
  tickets: '{{count}} tickets',
  assignedRun: 'They are yours now.',
  reassignedRun: 'They are no longer yours.',
  more: 'And {{count}} more among your notices.',
};
