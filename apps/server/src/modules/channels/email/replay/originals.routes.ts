import * as contracts from '@ventanilla/contracts/originals';
import { sql } from 'kysely';
import { AppError } from '../../../../platform/errors.ts';
import { sendDownload } from '../../../../platform/files/download.ts';
import { type RouteBinding, route } from '../../../../platform/http/index.ts';
import type { Platform } from '../../../../platform/platform.ts';
import { getInboundOf, listMessageVersions } from '../../../tickets/index.ts';
import { nestedMailName } from '../parse/safe-file-name.ts';
import type { MailReader } from './mail-reader.ts';
import { readSource } from './read-source.ts';
import { rereadMail } from './reread-mail.ts';

/** The original of a received message: to read, to take along, and to read again. */
export function originalRoutes(platform: Platform, deps: { reader: MailReader }): RouteBinding[] {
  return [
    route(contracts.downloadOriginal, async ({ params, actor, reply }) => {
      const { inboundId, subject } = await getInboundOf({ ...params, actor }, platform.db);
      const { sha256, sizeBytes } = await findStored(inboundId, platform);
      const fileName = nestedMailName({ subject, fallback: 'original.eml' });
      return sendDownload({ fileName, sizeBytes, stream: platform.files.stream(sha256) }, reply);
    }),
    route(contracts.getOriginalSource, async ({ params, actor }) => {
      const { inboundId } = await getInboundOf({ ...params, actor }, platform.db);
      const { sha256, sizeBytes } = await findStored(inboundId, platform);
      return { ...(await readSource(platform.files.stream(sha256))), sizeBytes };
    }),
    route(contracts.listMessageVersions, async ({ params, actor }) => ({
      items: await listMessageVersions({ ...params, actor }, platform.db),
    })),
    route(contracts.rereadMessage, async ({ params, actor }) => {
      const { inboundId } = await getInboundOf({ ...params, actor }, platform.db);
      const { read, inTurn } = deps.reader;
      const outcome = await inTurn(() => rereadMail({ inboundId, actor }, { ...platform, read }));
      return { outcome: outcome === 'changed' || outcome === 'unreadable' ? outcome : ('same' as const) };
    }),
  ];
}

/** Throws `messages.no_original` when the bytes are not here. */
async function findStored(
  inboundId: string,
  { db, files }: Platform,
): Promise<{ sha256: string; sizeBytes: number }> {
  const { rows } = await sql<{ sha256: string; size_bytes: number }>`
    select sha256, size_bytes from inbound_raw where id = ${inboundId}`.execute(db);
  const found = rows[0];
  if (!found || !(await files.has(found.sha256))) throw new AppError('messages.no_original');
  return { sha256: found.sha256, sizeBytes: Number(found.size_bytes) };
}
