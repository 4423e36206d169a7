/** Lines longer than this are prose, not a reply header. */
const HEADER_LINE_CHARACTERS_MAX = 400;
/** Mail programs wrap "On … wrote:" over at most this many lines. */
const HEADER_LINES_MAX = 4;
/** The header fields of an Outlook block follow each other within this many lines. */
const BLOCK_LINES_MAX = 9;

const REPLY_START = /^(?:>\s?)*(?:el|en|on|em|am|le)\s.{0,60}\d/i;
const REPLY_END = /\b(?:escribi[óo]|wrote|escreveu|a écrit|schrieb(?:\s.{1,200})?)\s*:\s*$/i;
const BLOCK_FROM = /^[>\s*]*(?:de|from)\s*:\*?\s*\S/i;
const BLOCK_FIELDS = [
  /^[>\s*]*(?:enviado(?: el)?|enviada(?: em)?|fecha|sent|date|data)\s*:/i,
  /^[>\s*]*(?:para|to)\s*:/i,
  /^[>\s*]*(?:asunto|subject|assunto)\s*:/i,
];
const ORIGINAL_MARK = /^[>\s]*-{2,}\s*(?:mensaje original|original message|mensagem original)\s*-{2,}\s*$/i;
const RULE = /^\s*(?:_{10,}|-{20,})\s*$/;
const FORWARD_MARK =
  /^[>\s]*(?:-{2,}\s*(?:forwarded message|mensaje reenviado|mensagem encaminhada)\b|begin forwarded message:|inicio del mensaje reenviado:)/i;
const FORWARD_SUBJECT = /^\s*(?:fwd?|rv|reenv|enc|tr)\s*:/i;

/**
 * Splits what the sender wrote now from the earlier mail repeated below it. It cuts only at a reply
 * header it knows, with nothing of the sender's own after it: losing text is worse than showing a quote.
 * The first mail of a conversation and forwards are never cut.
 */
export function splitQuoted(mail: { text: string; subject: string; isReply: boolean }): {
  visible: string;
  quoted: string | null;
} {
  const whole = { visible: mail.text, quoted: null };
  if (!mail.isReply || FORWARD_SUBJECT.test(mail.subject)) return whole;
  const lines = mail.text.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (FORWARD_MARK.test(line)) return whole;
    const header = replyHeaderEnd(lines, index);
    if (header === null && !isOutlookBlock(lines, index)) continue;
    if (header !== null && !onlyQuoteFollows(lines, index, header)) return whole;
    const visible = lines.slice(0, index).join('\n').trimEnd();
    return visible.trim() === '' ? whole : { visible, quoted: lines.slice(index).join('\n') };
  }
  return whole;
}

/** Index after a header such as "El lun, 3 mar 2025 a las 10:15, Ana (<ana@x.cl>) escribió:". */
function replyHeaderEnd(lines: readonly string[], start: number): number | null {
  const first = lines[start] ?? '';
  if (first.length > HEADER_LINE_CHARACTERS_MAX || !REPLY_START.test(`${first} ${lines[start + 1] ?? ''}`))
    return null;
  if (!/^(?:>\s?)*(?:el|en|on|em|am|le)\s/i.test(first)) return null;
  for (let index = start; index < Math.min(start + HEADER_LINES_MAX, lines.length); index += 1) {
    const line = lines[index] ?? '';
    if (line.trim() === '' || line.length > HEADER_LINE_CHARACTERS_MAX) return null;
    if (REPLY_END.test(line)) return index + 1;
  }
  return null;
}

/**
 * Answers between the quoted lines or below them must stay visible. A quote without `>` marks is believed
 * only below a header that names an address: "El 3 de marzo el director escribió:" is prose.
 */
function onlyQuoteFollows(lines: readonly string[], headerStart: number, headerEnd: number): boolean {
  const rest = lines.slice(headerEnd).filter((line) => line.trim() !== '');
  const marked = rest.filter((line) => line.trimStart().startsWith('>')).length;
  if (marked === rest.length) return true;
  return marked === 0 && /\S@\S/.test(lines.slice(headerStart, headerEnd).join(' '));
}

/** "De: … / Enviado: … / Para: … / Asunto: …", alone or under a rule or "Mensaje original". */
function isOutlookBlock(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  let from = index;
  if (ORIGINAL_MARK.test(line) || RULE.test(line)) {
    from = (lines[index + 1] ?? '').trim() === '' ? index + 2 : index + 1;
  }
  if (!BLOCK_FROM.test((lines[from] ?? '').slice(0, HEADER_LINE_CHARACTERS_MAX))) return false;
  const block = lines
    .slice(from + 1, from + BLOCK_LINES_MAX)
    .map((next) => next.slice(0, HEADER_LINE_CHARACTERS_MAX));
  return BLOCK_FIELDS.filter((field) => block.some((next) => field.test(next))).length >= 2;
}
