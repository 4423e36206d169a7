import type { ticketMailWords as source } from '../es/ticket-mails.ts';

export const ticketMailWords: typeof source = {
  requester: 'Requester',
  organization: 'Organization',
  department: 'Department',
  owner: 'Owner',
  priority: 'Priority',
  flag: 'Flag',
  nobody: 'Nobody yet',
  lastWords: 'The last words, from {{author}}:',
  noSubject: '(no subject)',
  someone: 'Somebody',
  answer:
    'Answer this mail and your answer reaches {{requester}}. If it begins with #note, it stays as an internal note.',
  noAnswer: 'Answers to this mail do not reach the ticket.',
  closedSubject: { tu: 'We closed your ticket {{number}}', usted: 'We closed your ticket {{number}}' },
  closedText: {
    tu: 'Hello {{name}},\n\nWe closed your ticket {{number}}, “{{subject}}”. If you need anything else about it, answer this mail and we will take it up again.\n\n{{organization}}',
    usted:
      'Hello {{name}},\n\nWe closed your ticket {{number}}, “{{subject}}”. If you need anything else about it, answer this mail and we will take it up again.\n\n{{organization}}',
  },
};
