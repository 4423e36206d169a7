import type { HeaderBlock } from './header-block.ts';

const PRECEDENCE = /^\s*(?:bulk|list|junk|auto[_-]reply)\b/i;
const SUPPRESS = /\b(?:all|oof|autoreply)\b/i;
const SUBJECT =
  /^\s*(?:re:\s*)?(?:respuesta autom[áa]tica|fuera de (?:la )?oficina|auto(?:matic)?[ -]?(?:reply|response)|out of (?:the )?office|resposta autom[áa]tica|ausencia|ausente)\b/i;

/**
 * True when a machine wrote the mail, by its headers (RFC 3834 and what programs really send). The
 * subject alone never decides: only together with an empty sender or a reply relation.
 */
export function isAutoReply(mail: {
  headers: HeaderBlock;
  subject: string;
  returnPath: string | null;
}): boolean {
  const { headers } = mail;
  const autoSubmitted = headers.first('auto-submitted');
  if (autoSubmitted !== null && !/^\s*no\b/i.test(autoSubmitted)) return true;
  if (SUPPRESS.test(headers.first('x-auto-response-suppress') ?? '')) return true;
  if (headers.all('x-autoreply').some(isSet) || headers.all('x-autorespond').length > 0) return true;
  if (headers.all('x-autoresponder').length > 0 || headers.all('x-loop').length > 0) return true;
  if (PRECEDENCE.test(headers.first('precedence') ?? '')) return true;
  if (headers.first('list-id') !== null) return true;
  if (headers.first('feedback-id') !== null && headers.first('list-unsubscribe') !== null) return true;
  if (/^\s*multipart\/report\b/i.test(headers.first('content-type') ?? '')) return true;
  const related = headers.first('in-reply-to') !== null || headers.first('references') !== null;
  return (mail.returnPath === '' || related) && SUBJECT.test(mail.subject);
}

function isSet(value: string): boolean {
  return !/^\s*(?:no|false|0)\s*$/i.test(value);
}
