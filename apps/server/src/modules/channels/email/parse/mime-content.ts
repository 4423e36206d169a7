/** One text of the body in the order of the mail; alternatives of one text are already one entry. */
export interface BodySegment {
  plain: string | null;
  html: string | null;
}

/** An attached part as it came, before its name is made safe. */
export interface RawAttachment {
  fileName: string | null;
  contentType: string;
  contentId: string | null;
  content: Buffer;
}
