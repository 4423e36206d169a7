import { uploadFile } from '@ventanilla/contracts/files';
import * as writing from '@ventanilla/contracts/writing';
import type { z } from 'zod';
import type { TestApp } from '../../../testing/test-app.ts';

export async function upload(
  app: TestApp,
  as: string,
  file: { name: string; bytes: Buffer },
): Promise<string> {
  const { body } = await app.call(uploadFile, { as, query: { fileName: file.name }, body: file.bytes });
  return body.id;
}

/** A draft as its writer's device saves it. */
export function save(
  app: TestApp,
  as: string,
  draft: { ticketId: string; kind?: writing.DraftKind } & z.input<typeof writing.saveDraft.body>,
) {
  const { ticketId, kind = 'reply', ...body } = draft;
  return app.call(writing.saveDraft, { as, params: { ticketId, kind }, body });
}

export async function draftsOf(app: TestApp, as: string, ticketId: string) {
  return (await app.call(writing.listDrafts, { as, params: { ticketId } })).body;
}

export async function versionsOf(
  app: TestApp,
  as: string,
  ticketId: string,
  kind: writing.DraftKind = 'reply',
) {
  return (await app.call(writing.listDraftVersions, { as, params: { ticketId, kind } })).body.items;
}

export function schedule(
  app: TestApp,
  as: string,
  reply: { ticketId: string } & Partial<z.input<typeof writing.scheduleReply.body>>,
) {
  const { ticketId, ...body } = reply;
  return app.call(writing.scheduleReply, {
    as,
    params: { ticketId },
    body: { html: '<p>Ya quedó.</p>', delayMs: 10_000, ...body },
  });
}

export function undo(app: TestApp, as: string, params: { ticketId: string; scheduledReplyId: string }) {
  return app.call(writing.undoScheduledReply, { as, params });
}

export function sendNow(app: TestApp, as: string, params: { ticketId: string; scheduledReplyId: string }) {
  return app.call(writing.sendScheduledReply, { as, params });
}
