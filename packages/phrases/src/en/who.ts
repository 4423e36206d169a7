import type { closeNeedWords as needs, whoWords as source } from '../es/who.ts';

export const whoWords: typeof source = {
  members: 'whoever works in the department',
  owner: 'whoever has the ticket',
  nobody: 'nobody for now',
};

export const closeNeedWords: typeof needs = {
  type: 'Type',
  priority: 'Priority',
  subject: 'Subject',
  tags: 'Tags',
  time: 'Time spent',
};
