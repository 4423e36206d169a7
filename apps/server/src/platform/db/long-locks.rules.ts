/** Tables that grow with an installation: whoever holds one of them for long stops people and mail. */
const largeTables = [
  'tickets',
  'messages',
  'message_bodies',
  'message_search',
  'attachments',
  'files',
  'contacts',
  'contact_identities',
  'inbound_raw',
  'outbound_messages',
  'ticket_intervals',
  'ticket_reads',
  'events',
  'events_log',
  'field_versions',
  'audit_log',
];

const onLarge = `(?:only\\s+)?(?:public\\.)?(?:${largeTables.join('|')})\\b`;

interface Rule {
  wrong: RegExp;
  /** What makes it right after all. */
  unless?: RegExp;
}

const rules: Rule[] = [
  // An index of few rows is built in moments; one of all rows keeps writers waiting.
  { wrong: new RegExp(`^create (?:unique )?index (?!concurrently).* on ${onLarge}`), unless: /\) where /u },
  // These write the table anew or read all of it under the strongest lock.
  { wrong: new RegExp(`^alter table ${onLarge}.* alter (?:column )?\\S+ (?:set data )?type `) },
  { wrong: new RegExp(`^alter table ${onLarge}.* set not null`) },
  { wrong: new RegExp(`^alter table ${onLarge}.* generated always as .* stored`) },
  { wrong: new RegExp(`^alter table ${onLarge}.* default [a-z_]+\\(`) },
  {
    wrong: new RegExp(`^alter table ${onLarge}.* add constraint .*(?:check|foreign key)`),
    unless: /not valid/,
  },
  {
    wrong: new RegExp(`^alter table ${onLarge}.* add (?:constraint .*)?(?:primary key|unique)`),
    unless: /using index/,
  },
  { wrong: new RegExp(`^(?:update|delete from) ${onLarge}`), unless: / where / },
  // The version before still runs while these are made: it reads and writes what they take away or demand.
  { wrong: new RegExp(`^alter table ${onLarge}.* (?:drop column|rename)`) },
  { wrong: new RegExp(`^alter table ${onLarge}.* add (?:column )?\\S+ .*not null`), unless: /default/ },
  { wrong: new RegExp(`^(?:drop table|truncate) .*${onLarge}`) },
];

/**
 * The statements of a migration that keep people waiting on a large table, or that the version before cannot live with:
 * indexes are built concurrently in a migration that begins with `-- online`, constraints come `not valid` first,
 * columns are filled in portions and taken away a version later.
 */
export function longLocks(sql: string): string[] {
  const statements = sql
    .replace(/--[^\n]*/g, '')
    .split(';')
    .map((statement) => statement.replace(/\s+/g, ' ').trim())
    .filter((statement) => statement !== '');
  return statements.filter((statement) => {
    const plain = statement.toLowerCase();
    return rules.some(({ wrong, unless }) => wrong.test(plain) && !unless?.test(plain));
  });
}
