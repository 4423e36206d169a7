import { z } from 'zod';

/** UUID version 7, made by the server. */
export const id = z.uuid();
/** UTC instant, ISO 8601 with milliseconds. */
export const instant = z.iso.datetime();
/** Controls, separators of lines and halves of pairs: none of them has a place on one line. */
const offLine = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]+/gu;
/** Signs that turn the direction of what follows them, with which a name may pass for another. */
const turning = /[\u202A-\u202E\u2066-\u2069]/gu;
/** Anything that leaves a mark on a screen: a name of blanks and signs without a shape could be neither read nor chosen. */
const shown = /[^\s\p{Default_Ignorable_Code_Point}\p{Cf}]/u;

/**
 * Text of one line, such as a name or a subject, at most `lengthMax` characters: it ends up in headers of mail, whose
 * lines nothing that somebody writes may break.
 */
export function oneLine(lengthMax: number) {
  return z
    .string()
    .overwrite((text) => text.replace(offLine, ' ').replace(turning, '').trim())
    .min(1)
    .max(lengthMax)
    .refine((text) => shown.test(text), { message: 'nothing to see' });
}

/** Opaque position of a page; comes from `nextCursor` of the page before. */
export const cursor = z.string().min(1).max(400);

/** Largest page of any list. */
export const pageSizeMax = 200;

export const pageQuery = z.object({
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(pageSizeMax).default(50),
});

/** A page of `item`; `nextCursor` is null on the last one. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: cursor.nullable() });
}

/** An exact count up to `countMax`; `capped` says that there are more ("999+"). */
export const countMax = 999;
export const cappedCount = z.object({ value: z.number().int().min(0).max(countMax), capped: z.boolean() });

/** RFC 9457 problem. `detail` is in the reader's language; `code` is one of the dotted error codes. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  requestId: z.string().optional(),
});
export type Problem = z.infer<typeof problem>;

export const languages = ['es', 'en'] as const;
export const language = z.enum(languages);
export type Language = z.infer<typeof language>;
