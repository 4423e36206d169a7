import {
  type MessageReading,
  type MessageVersion,
  messageVersionsMax,
  sourceCharactersMax,
} from '@ventanilla/contracts/originals';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import { toInstant } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.ts';
import { getMessageSource } from './message-source.ts';

interface Body {
  subject: string | null;
  text: string;
  quotedText: string | null;
  files: { fileName: string }[];
}

interface VersionRow {
  id: string;
  at: Date;
  by: string | null;
  body: Body;
}

/**
 * What a message said before each new reading of its original and after it, newest first, at most
 * `messageVersionsMax`. Throws `messages.not_found`.
 */
export async function listMessageVersions(
  { messageId, actor }: { messageId: string; actor: Actor },
  db: Db,
): Promise<MessageVersion[]> {
  await getMessageSource({ messageId, actor }, db);
  const { rows } = await sql<VersionRow>`
    select v.id, v.at, v.body, (
      select a.name from events e join agents a on a.id = (e.actor->>'id')::uuid
      where e.subject_id = m.ticket_id and e.type = 'message.reread' and e.at = v.at
        and e.payload->>'messageId' = m.id::text and e.actor->>'kind' = 'agent' limit 1) as by
    from message_versions v join messages m on m.id = v.message_id
    where v.message_id = ${messageId} order by v.at desc, v.id desc limit ${messageVersionsMax}`.execute(db);
  if (rows.length === 0) return [];
  const present = await readPresent(messageId, db);
  return rows.map(({ id, at, by, body }, index) => ({
    id,
    at: toInstant(at),
    by,
    before: toReading(body),
    after: toReading(rows[index - 1]?.body ?? present),
  }));
}

async function readPresent(messageId: string, db: Db): Promise<Body> {
  const { rows } = await sql<Body>`
    select b.subject, b.text, b.quoted_text as "quotedText", coalesce(
      (select json_agg(json_build_object('fileName', f.file_name) order by f.position)
        from attachments f where f.message_id = b.message_id), '[]') as files
    from message_bodies b where b.message_id = ${messageId}`.execute(db);
  return rows[0]!;
}

function toReading({ subject, text, quotedText, files }: Body): MessageReading {
  return {
    subject: subject ?? '',
    text: text.slice(0, sourceCharactersMax),
    quotedText: quotedText?.slice(0, sourceCharactersMax) ?? null,
    fileNames: files.map(({ fileName }) => fileName),
  };
}
