import type { startPhrases as source } from '../es/start.ts';

/** What the process says in the terminal when it starts and stops. `{{x}}` is replaced. */
export const startPhrases: Record<keyof typeof source, string> = {
  'start.ready': 'Ventanilla is ready at {{address}}',
  'start.ready_worker': 'Ventanilla is ready to work in the background (without pages).',
  'start.data': 'The data live in {{folder}}',
  'start.data_embedded': 'The data live in {{folder}} (with the embedded PostgreSQL)',
  'start.cluster_elsewhere': 'PostgreSQL may not enter that folder, so the database lives in {{folder}}',
  'start.setup': 'Create the administrator’s account with this link, which works once: {{link}}',
  'start.demo_added': 'Added the example company “Aula Clara”, with {{tickets}} tickets of the last 60 days.',
  'start.demo_login': 'Demo · {{role}}: {{email}} · password: {{password}}',
  'start.demo_admin': 'Administrator',
  'start.demo_agent': 'Agent',
  'start.demo_once': 'Keep these passwords: they are not shown again.',
  'start.demo_kept':
    'The example company is here already; sign in as {{email}} with the password shown when it was added. If you lost it, begin another one in a new folder (VENTANILLA_DATA).',
  'start.demo_refused':
    'The demo was not added: this installation is in use and is not mixed with example data. Start it in another folder (VENTANILLA_DATA) or on another database.',
  'start.stopping': 'Stopping Ventanilla; what is under way is being finished…',
  'start.stopped': 'Ventanilla has stopped.',
  'start.failed': 'Ventanilla could not start: {{reason}}',
  'start.desk_title': 'The screens are not built yet',
  'start.desk_missing':
    'The server works, but its screens have not been built. Run “npm run build” and reload this page.',
  'config.invalid': '{{env}}{{value}} cannot be used. {{doc}}',
  'config.unknown': 'There is no setting {{env}}.{{suggestion}} They are listed in docs/configuracion.md.',
  'config.suggestion': ' Did you mean {{name}}?',
  'config.file_unreadable': 'The settings file {{path}} (VENTANILLA_CONFIG) cannot be read: {{reason}}',
  'config.file_line': 'Line {{line}} of the settings file {{path}} is not of the form NAME=value.',
  'flags.unknown': 'There is no option {{flag}}.{{suggestion}} --help lists them.',
  'flags.no_value': 'The option {{flag}} lacks its value: {{flag}}=…',
  'flags.extra_value': 'The option {{flag}} takes no value.',
  'flags.roles': '--roles={{value}} cannot be used: web, worker or web,worker is expected.',
  'keys.unusable':
    'The keys of {{place}} cannot be used: each is id:base64 of 32 bytes, separated by commas.',
  'keys.rotated':
    'The new key is {{id}} and what is kept is sealed with it: {{changed}} secrets sealed anew. Without a key that opens them: {{unreadable}}. The former ones still open; to forget them: keys retire --yes',
  'keys.retire_ask':
    'Forgetting the former keys ends the sessions and backup codes that they signed, and signed addresses of old mail no longer count (those answers are known by their references). If you agree: keys retire --yes',
  'keys.retire_env': 'The keys are in VENTANILLA_KEYS: take the former ones away there.',
  'keys.retire_unreadable':
    'No key was forgotten: there are {{unreadable}} secrets that none opens. Write them again first.',
  'keys.retired': 'Only key {{id}} is left.',
  'data.unwritable':
    'No permission to write in {{folder}}: give the folder to this user, or name another in VENTANILLA_DATA.',
  'migration.newer':
    'The database is newer than this program (it has {{name}}): install the version of Ventanilla that used it last, or a later one.',
  'migration.changed':
    'The migration file {{name}} was changed after it was applied: bring the original back; nothing was touched.',
  'migration.failed': 'Migration {{name}} failed and was undone: {{reason}}',
  'database.unreachable': 'No PostgreSQL answers at {{place}} ({{variable}}): {{reason}}',
  'database.refused': 'PostgreSQL at {{place}} did not accept the user or password of {{variable}}.',
  'database.missing': 'The database of {{variable}} does not exist at {{place}}: create it first.',
  'database.too_old': 'PostgreSQL at {{place}} is version {{version}}; 15 or newer is needed.',
  'database.denied': 'The user of {{variable}} lacks a right in the database: {{reason}}',
  'database.failed': 'The database at {{place}} cannot be used ({{variable}}): {{reason}}',
  'listen.taken':
    'Port {{port}} of {{host}} is taken: close the program that uses it, or choose another with --port={{other}} (or VENTANILLA_PORT={{other}}).',
  'listen.forbidden':
    'This user may not open port {{port}}: choose one from 1024 up, with --port=3000 (or VENTANILLA_PORT=3000).',
  'listen.bad_host':
    'Cannot listen on {{host}}: it is no address of this machine. Change it with --host (or VENTANILLA_HOST).',
  'help.start': `Usage: npm start -- [options]

  --demo               adds a small example company and shows the accounts to sign in with
  --port=3000          HTTP port; 0 takes a free one
  --host=127.0.0.1     address to listen on; 0.0.0.0 is all of them
  --roles=web,worker   what this process does: serve screens and API, work in the background, or both
  --help               this help

All other settings come from the environment or a file; see docs/configuracion.md.`,
  'help.cli': `Usage: npm run cli -- <command> [options]

  api-key create --name=NAME --scopes=a,b   creates an API key and prints nothing but the key
  setup-link                                prints a new link to create the administrator
  keys rotate                                 makes a new key and seals what is kept with it, stopping nothing
  keys retire --yes                           forgets the former keys
  reopen-days --days=N                      days after closing in which an answer reopens; 0: a new ticket
  backup FILE.tar | FOLDER/                   copies everything while the server works, and verifies it
  restore FILE.tar | FOLDER/ [--keys=FILE] [--paused]
                                              brings a backup back into an empty place; --paused: mailboxes paused
  doctor [--json]                             looks at the whole installation and says what to do; changes nothing
  mail parse --json FILE…                     reads mails and writes each as one line of JSON
  mail reprocess [--ids=ID,… | --mailbox=ADDRESS] [--since=DATE] [--until=DATE] [--after=ID] [--dry-run]
                                            reads received mail again from its original; sends nothing
  --help                                    this help

Scopes a key can have: {{scopes}}`,
  'backup.one_path': 'Name one place: a file that ends in .tar, or a folder that ends in “/”.',
  'backup.done':
    'Backup complete and verified in {{place}}: {{rows}} rows and {{files}} files, in {{seconds}} s.',
  'backup.added': '{{megabytes}} MB were written, with {{files}} files that were not there.',
  'backup.personal':
    'It holds what your customers and your team wrote, not encrypted: keep it where only the right people can enter.',
  'backup.keys_apart':
    'The keys are not inside. Keep them apart ({{keys}}): without them the mailboxes’ passwords cannot be read.',
  'backup.files_missing':
    'Careful: {{files}} files are noted in the database but their bytes were not in the folder of files. Everything else is complete.',
  'backup.running': 'A backup of this installation is already being made: wait for it to end.',
  'backup.exists': 'There is already a file at {{place}}: choose another name; what is there is not touched.',
  'backup.folder_unwritable': 'No permission to write in {{place}}.',
  'backup.folder_of_another':
    'That folder keeps the backups of another installation ({{place}}): choose another.',
  'backup.no_space':
    'It does not fit: the disk of {{place}} has too little room. Nothing was left half done.',
  'backup.damaged':
    'The backup {{place}} is damaged: “{{entry}}” is not what was written. Do not use it; take another one.',
  'backup.not_a_backup': 'There is no complete backup of Ventanilla at {{place}}.',
  'backup.newer':
    'The backup is of a newer version (Ventanilla {{version}}, {{name}}): restore it with that version or a later one.',
  'backup.not_empty':
    'A backup is restored into an empty place only, and there are data here ({{what}}). Use another folder (VENTANILLA_DATA) or another database (DATABASE_URL).',
  'backup.half_restored':
    'The restoration of another backup ({{id}}) was left half done in {{place}}: finish it, or use an empty folder.',
  'backup.in_use': 'A Ventanilla server is using that database: stop it first.',
  'backup.wrong_keys': 'The keys of {{place}} are not those of this backup.',
  'backup.interrupted': 'The backup was interrupted; what it had written was removed.',
  'backup.failed': 'The backup failed.',
  'restore.found': 'Backup {{id}}, taken on {{at}}. Checking…',
  'restore.done': 'Restored and verified: {{rows}} rows and {{files}} files, in {{seconds}} s.',
  'restore.migrated': 'The backup was of an earlier version: {{count}} migrations were applied.',
  'restore.keys_present': 'The keys are those of the backup: secrets can be read.',
  'restore.keys_absent':
    'Without the backup’s keys the secrets cannot be read: mailboxes will stand failing, and their passwords must be written again in Settings → Mail. Everything else works.',
  'restore.second_steps_lost':
    '{{people}} people lost their two-step verification, which cannot be checked without the keys: have them turn it on again in their profile.',
  'restore.paused':
    'The mailboxes stand paused and scheduled backups are off. Nothing that waited leaves by itself: {{mails}} queued mails are held, to be sent again by hand, and {{answers}} scheduled answers are drafts again.',
  'restore.held': 'Held when the installation was restored paused. Send it again if it is still needed.',
  'restore.next': 'Start with “npm start”. Everybody has to sign in again.',
  'restore.unfinished':
    'A restoration was left half done here ({{id}}). Run “npm run cli -- restore …” again with the same backup to finish it.',
  'doctor.no_operands': 'This command takes nothing else; --json gives the result for another program.',
  'doctor.sum': '{{fails}} failures and {{warns}} warnings.',
  'cli.unknown_command': 'There is no command “{{command}}”.{{suggestion}} --help lists them.',
  'cli.wrong_days': '--days is missing: a whole number from 0 to {{max}}.',
  'cli.reopen_on': 'An answer within {{days}} days after closing reopens the ticket.',
  'cli.reopen_off': 'An answer to a closed ticket opens another, linked.',
  'cli.setup_done': 'The set-up is done already: there are agents who can sign in.',
  'cli.no_files': 'Name at least one file.',
  'cli.wrong_value': 'The value of {{flag}} will not do.',
  'cli.reprocess_what': 'Say which mail: --ids, --mailbox, --since or --until.',
  'cli.reprocess_progress': '{{done}} read, {{changed}} changed. To go on from here: --after={{lastId}}',
  'cli.reprocess_done':
    'Done: {{done}} mails. Changed {{changed}}, the same {{same}}, unreadable {{unreadable}}, on their way in again {{queued}}, without message {{skipped}}, failed {{failed}}.',
  'cli.reprocess_tried':
    'A trial, nothing was changed: {{done}} mails. Would change {{changed}}, the same {{same}}, unreadable {{unreadable}}, would come in again {{queued}}, without message {{skipped}}, failed {{failed}}.',
  'cli.missing_flag': '{{flag}} is missing.',
  'cli.unknown_scope': 'There is no scope “{{scope}}”.{{suggestion}} There are: {{scopes}}',
};
