import type { MailPhrases } from '../es/mails.ts';

/** Mail of the product itself to its own people. `{{x}}` is filled in; the link goes between `before` and `after`. */
export const mailPhrases: MailPhrases = {
  password_reset: {
    subject: 'Your new password for {{organization}}',
    before: [
      'Hello {{name}},',
      'You asked for a new password. Choose it with this link; it works once, for an hour.',
    ],
    button: 'Choose a password',
    after: ['If this was not you, do nothing: your password stays as it is.'],
  },
  password_changed: {
    subject: 'Your password for {{organization}} was changed',
    before: ['Hello {{name}},', 'Your password has just been changed and your other sessions have ended.'],
    button: '',
    after: ['If this was not you, ask for a new one on the sign-in screen and tell whoever runs the desk.'],
  },
  invitation: {
    subject: '{{inviter}} invites you to the help desk of {{organization}}',
    before: [
      'Hello {{name}},',
      '{{inviter}} invites you to work at the help desk of {{organization}}. Choose your password and come in; the link works once, for 7 days.',
    ],
    button: 'Accept the invitation',
    after: ['If you did not expect this, you can ignore this mail.'],
  },
  two_factor_removed: {
    subject: 'Your second sign-in step was removed at {{organization}}',
    before: [
      'Hello {{name}},',
      'Whoever runs the desk removed the second step from your account. Your password alone lets you in until you turn it on again in your profile.',
    ],
    button: '',
    after: ['If you did not ask for it, change your password and let them know.'],
  },
  mailbox_failing: {
    subject: 'The mailbox {{mailbox}} cannot be read',
    before: [
      'Hello, {{name}}:',
      'Since {{since}} no mail of {{mailbox}} comes in. What we are told: {{problem}}',
      'Nothing is lost: the mails wait in the mailbox and we go on trying. Check its connection in Settings, Mail.',
    ],
    button: 'Check the mailbox',
    after: ['We will tell you when it works again.'],
  },
  mailbox_recovered: {
    subject: 'The mailbox {{mailbox}} works again',
    before: [
      'Hello, {{name}}:',
      'Mail of {{mailbox}} comes in again. It had stopped on {{since}}; what was waiting is coming in now.',
    ],
    button: 'See the mailboxes',
    after: [],
  },
  mailbox_not_sending: {
    subject: 'No mail leaves from {{mailbox}}',
    before: [
      'Hello, {{name}}:',
      'Since {{since}} what is answered by {{mailbox}} does not leave. The other server said: {{problem}}',
      'Nothing is lost: each message waits and is tried again by itself. Check the outgoing server in Settings, Mail.',
    ],
    button: 'Check the mailbox',
    after: ['We will tell you when it leaves again.'],
  },
  mailbox_sending_again: {
    subject: 'Mail of {{mailbox}} leaves again',
    before: ['Hello, {{name}}:', 'What was waiting in {{mailbox}} has left.'],
    button: 'See the mailboxes',
    after: [],
  },
  new_problems: {
    subject: 'New problems to look at: {{total}}',
    before: [
      'Hello {{name}},',
      'The problems tray of {{organization}} has new things that nobody has looked at. Nothing was lost: each is kept, with its cause and what you can do.',
      'Unreadable emails: {{unreadable}} · Quarantined: {{quarantined}} · Events set aside: {{events}} · Alarms: {{alarms}}',
    ],
    button: 'See the problems',
    after: ['We write once an hour at most, with all that has come.'],
  },
  outgoing_test: {
    subject: 'Test of the outgoing mail of {{organization}}',
    before: ['Hello {{name}},', 'If you read this, mail that leaves the help desk arrives.'],
    button: '',
    after: ['You asked for it in the settings.'],
  },
  backup_failed: {
    subject: 'The backup of {{organization}} failed',
    before: [
      'Hello, {{name}},',
      'Today’s backup failed three times. Earlier ones are still in place and the desk goes on working. The cause is in Settings → Backups.',
    ],
    button: '',
    after: ['It is tried again tomorrow. Once it is mended, use “Back up now”.'],
  },
  backup_late: {
    subject: 'For more than a day {{organization}} has had no good backup',
    before: [
      'Hello, {{name}},',
      'The last good backup of the help desk is old, or there is none yet. See why in Settings → Backups.',
    ],
    button: '',
    after: ['This notice does not come again until there is another good backup.'],
  },
  ticket_created: {
    subject: '{{number}} · New from {{requester}}: {{subject}}',
    before: ['Hello {{name}},', 'A new ticket arrived.'],
    button: 'Open {{number}}',
    after: ['{{answer}}'],
  },
  ticket_assigned: {
    subject: '{{number}} · {{owner}} has it now: {{subject}}',
    before: ['Hello {{name}},', '{{actor}} gave this ticket to {{owner}}.'],
    button: 'Open {{number}}',
    after: ['{{answer}}'],
  },
  ticket_assigned_to_you: {
    subject: '{{number}} · It is yours now: {{subject}}',
    before: ['Hello {{name}},', '{{actor}} gave you this ticket.'],
    button: 'Open {{number}}',
    after: ['{{answer}}'],
  },
  ticket_flagged: {
    subject: '{{number}} · {{flag}} flag: {{subject}}',
    before: ['Hello {{name}},', '{{actor}} set the {{flag}} flag.'],
    button: 'Open {{number}}',
    after: ['{{answer}}'],
  },
  ticket_customer_wrote: {
    subject: '{{number}} · {{requester}} answered: {{subject}}',
    before: ['Hello {{name}},', 'There is a new message from {{requester}}.'],
    button: 'Open {{number}}',
    after: ['{{answer}}'],
  },
  ticket_closed: {
    subject: '{{number}} · Closed: {{subject}}',
    before: ['Hello {{name}},', '{{actor}} closed this ticket.'],
    button: 'Open {{number}}',
    after: ['{{answer}}'],
  },
  ticket_reassigned: {
    subject: '{{number}} · No longer yours: {{subject}}',
    before: ['Hello {{name}},', '{{actor}} changed the owner of this ticket. Now: {{owner}}.'],
    button: 'Open {{number}}',
    after: ['{{answer}}'],
  },
  ticket_warned: {
    subject: '{{number}} · Almost due: {{subject}}',
    before: ['Hello {{name}},', 'The time promised for this ticket of yours is running out.'],
    button: 'Open {{number}}',
    after: ['{{answer}}'],
  },
  ticket_breached: {
    subject: '{{number}} · Overdue: {{subject}}',
    before: ['Hello {{name}},', 'The time promised for this ticket of yours is over.'],
    button: 'Open {{number}}',
    after: ['{{answer}}'],
  },
  ticket_digest: {
    subject: '{{count}} notices from {{organization}}',
    before: ['Hello {{name}},', 'This happened and you have not seen it yet.'],
    button: 'Open the desk',
    after: ['{{more}}', 'Choose what comes to you by mail in Your profile → Notices.'],
  },
};
