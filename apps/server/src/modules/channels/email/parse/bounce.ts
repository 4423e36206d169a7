import { cleanAddress } from './addresses.ts';
import { readHeaderBlock } from './header-block.ts';
import { messageIds } from './message-id.ts';
import type { RawAttachment } from './mime-reader.ts';
import type { ParsedBounce } from './parsed-mail.ts';

/** A report names its recipients in blocks; more than this is a list we cannot show anyway. */
const REPORT_BYTES_MAX = 64 * 1024;

/**
 * Reads a delivery status notification (RFC 3464) out of the parts of a mail. Null when there is none or
 * when it reports no problem (delivered, relayed, expanded). The first failed recipient stands for all.
 */
export function readBounce(attachments: readonly RawAttachment[]): ParsedBounce | null {
  const report = attachments.find((part) => part.contentType === 'message/delivery-status');
  if (!report) return null;
  const blocks = report.content
    .subarray(0, REPORT_BYTES_MAX)
    .toString('utf8')
    .split(/\r?\n[ \t]*\r?\n/)
    .map((block) => readHeaderBlock(Buffer.from(`${block.trim()}\n\n`)));
  const problems = blocks.filter((block) => /^(?:failed|delayed)\b/i.test(block.first('action') ?? ''));
  const worst = problems.find((block) => /^failed/i.test(block.first('action') ?? '')) ?? problems[0];
  if (!worst) return null;
  const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(worst.first('status') ?? '')?.[1] ?? null;
  const failed = /^failed/i.test(worst.first('action') ?? '');
  return {
    permanent: failed && !status?.startsWith('4'),
    status,
    finalRecipient: recipient(worst.first('final-recipient')) ?? recipient(worst.first('original-recipient')),
    originalMessageId: originalMessageId(attachments),
  };
}

/** "rfc822; ana@x.cl" */
function recipient(value: string | null): string | null {
  if (!value) return null;
  return cleanAddress(value.slice(value.indexOf(';') + 1).replace(/[<>]/g, ''));
}

function originalMessageId(attachments: readonly RawAttachment[]): string | null {
  const original = attachments.find((part) =>
    ['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers'].includes(
      part.contentType,
    ),
  );
  return original ? (messageIds(readHeaderBlock(original.content).first('message-id'))[0] ?? null) : null;
}
