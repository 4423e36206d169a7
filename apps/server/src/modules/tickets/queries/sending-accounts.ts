import type { FromAddress } from '@ventanilla/contracts/writing';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import { AppError } from '../../../platform/errors.ts';
import { limitsOf, type SendingSettings } from '../sending-limits.rules.ts';

/** A mailbox with the one of its addresses that a mail leaves from. */
export interface SendingAccount {
  id: string;
  name: string;
  address: string;
  plusAddresses: boolean;
  /** Largest mail that it sends, in bytes as it travels. */
  mailBytes: number;
}

export interface SendingAccountJson extends Omit<SendingAccount, 'mailBytes'> {
  smtpHost: string | null;
  sending: SendingSettings;
}

/** Mailbox `a` that sends from `address`, as a column. */
export function sendingAccountJson(address: RawBuilder<unknown>): RawBuilder<SendingAccountJson> {
  return sql<SendingAccountJson>`json_build_object('id', a.id, 'name', a.name, 'address', ${address},
    'plusAddresses', coalesce((a.settings->>'plusAddresses')::boolean, true),
    'smtpHost', a.settings->'smtp'->>'host', 'sending', a.sending)`;
}

export function toSendingAccount({ smtpHost, sending, ...account }: SendingAccountJson): SendingAccount {
  return { ...account, mailBytes: mailBytesOf(smtpHost, sending) };
}

/** Largest mail of a mailbox, in bytes as it travels, by what was set for it and what its provider takes. */
export function mailBytesOf(smtpHost: string | null, sending: SendingSettings | null): number {
  return limitsOf({ smtp: smtpHost === null ? null : { host: smtpHost }, sending: sending ?? {} }).mailBytes;
}

const hasServer = (account: string) => sql.raw(`coalesce(${account}.settings->'smtp', 'null') <> 'null'`);

/**
 * Every address `f.address` of a mailbox `a` that an agent may send from, in the order in which they are offered. A
 * paused mailbox sends nothing new; one without an outgoing server only counts while no mailbox has any.
 */
const fromAddresses = sql`channel_accounts a
  cross join lateral unnest(array[a.address] || a.aliases) with ordinality f (address, place)
  where a.kind = 'email' and a.disconnected_at is null and a.state <> 'paused'
    and (${hasServer('a')} or not exists (select from channel_accounts o
      where o.kind = 'email' and o.disconnected_at is null and ${hasServer('o')}))`;

/** What an agent may choose as the sender of an answer: the default mailbox first, each with its aliases. */
export async function listFromAddresses(db: Db): Promise<FromAddress[]> {
  const { rows } = await sql<FromAddress>`
    select f.address, a.name as "mailboxName" from ${fromAddresses}
    order by a.is_default desc, a.created_at, a.id, f.place`.execute(db);
  return rows;
}

/** Two of those addresses as a column: enough to know whether there is anything to choose. */
export const anyFromAddresses = sql<string[]>`array(select f.address from ${fromAddresses} limit 2)`;

/** The mailbox of a chosen address. Throws `tickets.from_not_available` where nothing is sent from it now. */
export async function findFromAccount(input: { address: string }, db: Db): Promise<SendingAccount> {
  const { rows } = await sql<{ account: SendingAccountJson }>`
    select ${sendingAccountJson(sql`f.address`)} as account from ${fromAddresses}
      and lower(f.address) = ${input.address.toLowerCase()} order by f.place limit 1`.execute(db);
  if (!rows[0]) throw new AppError('tickets.from_not_available', { params: { address: input.address } });
  return toSendingAccount(rows[0].account);
}
