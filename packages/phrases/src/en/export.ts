import type { ExportPhrases } from '../es/export.ts';

/** Headings and words of what is exported to a spreadsheet. */
export const exportPhrases: ExportPhrases = {
  fileName: 'tickets',
  columns: {
    number: 'Ticket',
    subject: 'Subject',
    requester: 'Requester',
    requesterEmail: 'Requester’s e-mail',
    organization: 'Organization',
    status: 'Status',
    owner: 'Assigned to',
    department: 'Department',
    line: 'Line',
    channel: 'Channel',
    type: 'Type',
    catalogueSubject: 'Catalogue subject',
    priority: 'Priority',
    flag: 'Flag',
    tags: 'Tags',
    contactTags: 'Customer’s tags',
    createdAt: 'Created',
    firstAnswerAt: 'First answer',
    customerLastAt: 'Customer wrote',
    ourLastAt: 'We answered',
    closedAt: 'Closed',
    dueAt: 'Due date',
    clockDueAt: 'Due',
  },
  channels: { email: 'E-mail', phone: 'Phone' },
  yes: 'Yes',
};
