import { cleanAddress } from './addresses.ts';
import { readBounceByHabit } from './bounce-habits.ts';
import { type BounceInput, enhancedStatus, saidLine } from './bounce-signs.ts';
import { type HeaderBlock, readHeaderBlock } from './header-block.ts';
import { messageIds } from './message-id.ts';
import type { RawAttachment } from './mime-content.ts';
import type { ParsedBounce } from './parsed-mail.ts';

/** A report names its recipients in blocks; more than this is a list we cannot show anyway. */
const REPORT_BYTES_MAX = 64 * 1024;
const ORIGINALS = new Set([
  'message/rfc822',
  'text/rfc822-headers',
  'message/global',
  'message/global-headers',
  'text/rfc822',
]);
const REPORTS = /^message\/(?:global-)?delivery-status$/;

/**
 * Recognises a delivery failure: by its report (RFC 3464), or by the words and headers of the programs that send
 * none. The first failed recipient stands for all. Delivered, relayed and expanded are no failures.
 */
export function readBounce(mail: BounceInput): ParsedBounce | null {
  const { attachments, headers, text } = mail;
  const blocks = attachments.filter(({ contentType }) => REPORTS.test(contentType)).flatMap(reportBlocks);
  const actions = blocks.map((block) => block.first('action') ?? '');
  const worst = pick(blocks, /^failed/i) ?? pick(blocks, /^delay/i);
  // A report of success is believed; one that says nothing of use is read by its words.
  if (!worst && actions.some((action) => /^(?:delivered|relayed|expanded)/i.test(action))) return null;
  if (!worst)
    return readBounceByHabit({
      ...mail,
      originalMessageId: originalMessageId({ attachments, headers, text }),
    });
  const words = `${worst.first('status') ?? ''} ${worst.first('diagnostic-code') ?? ''}`;
  const status = enhancedStatus(worst.first('status') ?? '') ?? enhancedStatus(words);
  const failed = /^failed/i.test(worst.first('action') ?? '');
  return {
    permanent: failed && !status?.startsWith('4'),
    status,
    finalRecipient: recipientOf(worst) ?? blocks.map(recipientOf).find((found) => found !== null) ?? null,
    said: diagnosis(worst.first('diagnostic-code')),
    originalMessageId: originalMessageId({ attachments, headers, text }),
  };
}

/** "smtp; 550 5.1.1 User unknown" */
function diagnosis(value: string | null): string | null {
  return saidLine((value ?? '').replace(/^\s*[\w-]{1,30}\s*;\s*/, ''));
}

function reportBlocks(part: RawAttachment): HeaderBlock[] {
  return part.content
    .subarray(0, REPORT_BYTES_MAX)
    .toString('latin1')
    .split(/\r?\n[ \t]*\r?\n/)
    .map((block) => readHeaderBlock(Buffer.from(`${block.trim()}\n\n`, 'latin1')));
}

function pick(blocks: readonly HeaderBlock[], action: RegExp): HeaderBlock | undefined {
  return blocks.find((block) => action.test(block.first('action') ?? ''));
}

function recipientOf(block: HeaderBlock): string | null {
  return (
    recipient(block.first('final-recipient')) ??
    recipient(block.first('original-recipient')) ??
    recipient(block.first('x-actual-recipient'))
  );
}

/** "rfc822; ana@x.cl" */
function recipient(value: string | null): string | null {
  if (!value) return null;
  return cleanAddress(value.slice(value.indexOf(';') + 1).replace(/[<>]/g, ''));
}

/** In the returned mail or its headers, in the text below the explanation, or as what the report answers. */
function originalMessageId(mail: Pick<BounceInput, 'attachments' | 'headers' | 'text'>): string | null {
  for (const part of mail.attachments) {
    if (!ORIGINALS.has(part.contentType)) continue;
    const found = messageIds(readHeaderBlock(part.content).first('message-id'))[0];
    if (found) return found;
  }
  const inText = messageIdIn(mail.text);
  if (inText) return inText;
  for (const part of mail.attachments) {
    const found = messageIdIn(part.content.toString('latin1', 0, REPORT_BYTES_MAX));
    if (found) return found;
  }
  const answered = messageIds(mail.headers.first('in-reply-to'))[0];
  return answered ?? messageIds(mail.headers.first('references')).at(-1) ?? null;
}

function messageIdIn(text: string): string | null {
  return /^[>\s|]{0,20}message-id:\s{0,10}(<[^<>\s]{3,500}>)/im.exec(text)?.[1] ?? null;
}
