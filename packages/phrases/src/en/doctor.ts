import type { doctorPhrases as es } from '../es/doctor.ts';

export const doctorPhrases: Record<keyof typeof es, string> = {
  url_local: 'It is used from this machine only.',
  url_none:
    'It listens on {{host}} without VENTANILLA_URL: links in mails will not know where to lead. Set it to the address people enter by.',
  url_plain: 'VENTANILLA_URL ({{url}}) is not encrypted: set it to the https address of the proxy.',
  url_well: 'People enter by {{url}}.',
  disk_unreadable:
    'The disk of {{folder}} cannot be seen: check that the folder exists and that this user may read it (VENTANILLA_DATA).',
  disk_full:
    '{{gigabytes}} GB are left on the disk of {{folder}}: free some room now; without it no mail comes in.',
  disk_low: '{{gigabytes}} GB are left on the disk of {{folder}}: free some room soon.',
  disk_enough: '{{gigabytes}} GB are free on the disk of {{folder}}.',
  database_unreachable: 'The database does not answer. {{reason}}',
  database_embedded: 'The embedded database answers (PostgreSQL {{version}}).',
  database_own: 'Your database answers (PostgreSQL {{version}}).',
  schema_none: 'The database is empty: start with “npm start”.',
  schema_newer:
    'The database is of a newer version ({{name}}): install that version of Ventanilla, or a later one.',
  schema_changed: 'Migration {{name}} is not the one that was applied: recover the program’s original file.',
  schema_behind:
    '{{pending}} migrations are missing: they are applied by themselves at the start. Make a backup first.',
  schema_current: 'The schema is up to date ({{name}}).',
  clock_off:
    'The clocks of this machine and of the database differ by {{seconds}} s: synchronise them (NTP).',
  clock_same: 'The clocks of this machine and of the database agree.',
  integrity_whole: 'Everything stored fits together: tickets, messages, times and log.',
  integrity_broken:
    'There are data that do not fit together ({{list}}). Make a backup and ask for help with this line; delete nothing.',
  keys_none:
    'There are no keys in {{place}}: recover the file that you kept. Without it the mailboxes’ secrets cannot be read.',
  keys_open: 'Other users can read the keys: run “chmod 600 {{place}}”.',
  keys_well: 'The keys are there and open every secret.',
  secrets_mailboxes:
    'The password of {{count}} mailboxes does not open with these keys ({{names}}): recover the keys, or write it again in Settings → Mail.',
  secrets_second_steps:
    'The two-step verification of {{count}} people does not open with these keys ({{names}}): recover the keys, or remove it in Settings → Agents.',
  secrets_mails:
    '{{count}} mails of the product do not open with these keys ({{names}}): recover the keys, or send them again.',
  not_set_up: 'The set-up is still to be done: open the link of “npm run cli -- setup-link”.',
  zone_well: 'The time zone is {{zone}}.',
  zone_unknown:
    'The time zone {{zone}} does not exist on this machine: change it in Settings → Organisation.',
  files_match: 'The {{count}} files noted are in their place.',
  files_missing:
    'The bytes of {{count}} files are missing ({{some}}…): recover them from the folder “files” of a backup.',
  files_loose:
    'There are {{count}} files on disk that are not noted: they do no harm; something interrupted left them.',
  no_worker: 'No process works in the background: start “npm start”, or one with --roles=worker.',
  intake_stuck:
    '{{count}} mails have waited for more than {{minutes}} minutes: restart the process that works in the background and look at its log.',
  outbox_stuck:
    '{{count}} answers should have left more than {{minutes}} minutes ago: look at Settings → Outgoing mail and at the log.',
  system_mails_stuck:
    '{{count}} mails of the product should have left more than {{minutes}} minutes ago: check the outgoing server.',
  timers_overdue:
    '{{count}} timers were due more than {{minutes}} minutes ago: restart the process that works in the background.',
  events_waiting:
    '{{count}} events have waited for their place in the log for more than {{minutes}} minutes: restart the processes.',
  mail_set_aside: '{{count}} mails were set aside: look at them in Settings → Problem tray.',
  events_set_aside: '{{count}} internal tasks were set aside: try them again in Settings → Problem tray.',
  mail_refused:
    '{{count}} answers did not leave in the last {{days}} days: look at them in Settings → Outgoing mail.',
  work_moves: 'The queues move and nothing was set aside.',
  mailboxes_none: 'There is no mailbox: connect one in Settings → Mail.',
  mailbox_paused: 'The mailbox {{address}} is paused: turn it on in Settings → Mail when you like.',
  mailbox_failing: 'The mailbox {{address}} fails. {{reason}}',
  mailboxes_well: 'The mailboxes are up to date ({{count}}).',
  backups_off: 'No backups are scheduled: turn them on in Settings → Backups.',
  backups_late: 'The last good backup is of {{at}}: see why in Settings → Backups.',
  backups_never: 'There is no good backup yet: see why in Settings → Backups.',
  backups_well: 'The last good backup is of {{at}}.',
  backups_soon: 'Backups are scheduled; the first is still to come.',
};
