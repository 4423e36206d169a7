/** Lines longer than this are prose, not a reply header. */
const HEADER_LINE_CHARACTERS_MAX = 400;
/** Mail programs wrap "On … wrote:" over at most this many lines. */
const HEADER_LINES_MAX = 5;
/** The header fields of an Outlook block follow each other within this many lines. */
const BLOCK_LINES_MAX = 10;

/** Stands in a text for the place where the HTML says that earlier mail begins; no mail contains it. */
export const quoteMark = '\uE000';

const WROTE =
  'escribi[óo]|escribe|wrote|writes|escreveu|a écrit|schrieb|ha scritto|schreef|skrev|kirjoitti|napisał\\(?a?\\)?|написал\\(?а?\\)?|va escriure';
/** "El lun, 3 mar 2025 a las 10:15, Ana (<ana@x.cl>) escribió:" and its like begin so, with a date. */
const START =
  /^(?:>\s?)*[*_]*(?:el|en|on|em|am|le|op|den|il giorno|il|no dia|a data|ter|em data)\b.{0,80}\d/i;
const START_WORD = /^(?:>\s?)*[*_]*(?:el|en|on|em|am|le|op|den|il|no dia|a data|ter)\b/i;
const END = new RegExp(`(?:^|[\\s>)*])(?:${WROTE})(?:\\s.{1,200})?\\s*:[*_]*\\s*$`, 'i');
/** "Ana Soto <ana@x.cl> escribió:", "Ana escribió el 3/3/2025 10:15:", without a date in front. */
const NAMED = new RegExp(`^(?:>\\s?)*.{1,150}\\S\\s+(?:${WROTE})\\b(?:\\s.{0,80}\\d.{0,60})?\\s*:\\s*$`, 'i');
/** "---- El lun, 03 mar 2025 … escribió ----" of Zoho. */
const DASHED = new RegExp(`^(?:>\\s?)*-{2,}\\s*.{0,60}\\d.{0,250}(?:${WROTE})\\s*:?\\s*-{2,}\\s*$`, 'i');
/** A date or a time, then an address in brackets, then at most a few words: "2025-03-03 10:15 GMT-3 Ana <ana@x.cl>:". */
const DATED_ADDRESS =
  /^(?:>\s?)*.{0,120}\d{1,4}[-/:.h]\d{1,2}.{0,160}<\s?[^\s<>@]{1,64}@[^\s<>]{1,190}\s?>\)?[^<>]{0,40}:[*_]*\s*$/;
/** "…, a las 10:15, Soporte escribió": so write programs, not people. */
const TIMED = new RegExp(
  `\\d{1,2}[:.]\\d{2}(?:\\s?[ap]\\.?\\s?m\\.?)?,\\s*[^,]{1,80}\\s(?:${WROTE})\\s*:`,
  'i',
);
/** The verb without its colon counts when the line also has a date and an address. */
const OPEN_END = new RegExp(`\\d.*[^\\s<>]@[^\\s<>].*\\s(?:${WROTE})\\s*$`, 'i');

const BLOCK_FROM = /^[>\s*_|]*(?:de|from|von|van|da|fra|från|desde|remitente)\s*:[*_]*\s*\S/i;
const BLOCK_FIELDS = [
  /^[>\s*_|]*(?:enviado(?: el)?|enviada(?: em)?|enviado em|fecha|sent(?: on)?|date|data|gesendet|envoyé|inviato|verzonden|dato|sendt|skickat|el)\s*:/i,
  /^[>\s*_|]*(?:para|to|an|aan|til|till|à|a)\s*:/i,
  /^[>\s*_|]*(?:asunto|subject|assunto|betreff|objet|oggetto|onderwerp|emne|ämne)\s*:/i,
  /^[>\s*_|]*(?:cc|copia)\s*:/i,
];
const ORIGINAL =
  /^[>\s]*-{2,}\s*(?:mensaje original|original message|mensagem original|message d'origine|ursprüngliche nachricht|messaggio originale|correo original|original appointment|cita original)\s*-{2,}\s*$/i;
/** A line drawn with characters. */
export const RULE = /^[>\s]*(?:_{10,}|-{20,}|\*{10,})\s*$/;
const FORWARD =
  /^[>\s*]*(?:-{2,}\s*(?:forwarded message|mensaje reenviado|mensaje reenviada|mensagem encaminhada|mensagem reencaminhada|forwarded by|reenviado por|original forwarded message)\b|begin forwarded message:|inicio del mensaje reenviado:?|inicio de mensaje reenviado|início da mensagem (?:encaminhada|reencaminhada):?)/i;

/** A header of earlier mail found in a text. */
export interface QuoteHeader {
  /** Index of its first line and of the line after it. */
  start: number;
  end: number;
  /** It alone proves that all below is earlier mail; otherwise only `>` marks do. */
  certain: boolean;
}

export function isForwardMark(line: string): boolean {
  return line.length < HEADER_LINE_CHARACTERS_MAX && FORWARD.test(line);
}

/** The header of earlier mail that begins at this line, or null. */
export function quoteHeaderAt(lines: readonly string[], index: number): QuoteHeader | null {
  const line = lines[index] ?? '';
  if (line.length > HEADER_LINE_CHARACTERS_MAX || line.trim() === '') return null;
  if (isOriginalMark(lines, index)) return { start: index, end: index + 1, certain: true };
  const attribution = attributionEnd(lines, index);
  if (attribution !== null) {
    const header = lines.slice(index, attribution).join(' ');
    return { start: index, end: attribution, certain: /[^\s<>]@[^\s<>]/.test(header) || TIMED.test(header) };
  }
  if (DASHED.test(line)) return { start: index, end: index + 1, certain: true };
  const block = blockEnd(lines, index);
  return block === null ? null : { start: index, end: block, certain: true };
}

/** "-----Mensaje original-----", when something of an earlier mail follows. */
function isOriginalMark(lines: readonly string[], index: number): boolean {
  return (
    ORIGINAL.test(lines[index] ?? '') && lines.slice(index + 1, index + 4).some((line) => line.trim() !== '')
  );
}

/** Index after a header such as "El lun, 3 mar 2025 a las 10:15, Ana (<ana@x.cl>) escribió:", wrapped or not. */
function attributionEnd(lines: readonly string[], start: number): number | null {
  const first = lines[start] ?? '';
  if (NAMED.test(first) && (START.test(first) || isQuoted(nextFilled(lines, start + 1)))) return start + 1;
  const isTyped = START_WORD.test(first) && START.test(`${first} ${lines[start + 1] ?? ''}`);
  if (!isTyped && !/\d/.test(first)) return null;
  let joined = '';
  for (let index = start; index < Math.min(start + HEADER_LINES_MAX, lines.length); index += 1) {
    const line = lines[index] ?? '';
    if (line.trim() === '' || line.length > HEADER_LINE_CHARACTERS_MAX) return null;
    joined = `${joined} ${line.replace(/^(?:>\s?)+/, '')}`;
    if (isTyped && END.test(joined)) return index + 1;
    if (OPEN_END.test(joined) || DATED_ADDRESS.test(joined)) return index + 1;
    // Only a header that begins like one is believed over more than two lines.
    if (!isTyped && index > start) return null;
  }
  return null;
}

/** Index after "De: … / Enviado: … / Para: … / Asunto: …", alone or under a rule. */
function blockEnd(lines: readonly string[], index: number): number | null {
  let from = index;
  if (RULE.test(lines[index] ?? '')) {
    from = index + 1;
    while (from < index + 4 && (lines[from] ?? '').trim() === '') from += 1;
  }
  const seen = new Set<RegExp>();
  // Some programs put the date first.
  const dateFirst = BLOCK_FIELDS[0]?.test((lines[from] ?? '').slice(0, HEADER_LINE_CHARACTERS_MAX)) === true;
  if (dateFirst && BLOCK_FIELDS[0]) {
    seen.add(BLOCK_FIELDS[0]);
    from += 1;
  }
  if (!BLOCK_FROM.test((lines[from] ?? '').slice(0, HEADER_LINE_CHARACTERS_MAX))) return null;
  let last = from;
  for (let at = from + 1; at < Math.min(from + BLOCK_LINES_MAX, lines.length); at += 1) {
    const line = (lines[at] ?? '').slice(0, HEADER_LINE_CHARACTERS_MAX);
    const field = BLOCK_FIELDS.find((candidate) => candidate.test(line));
    if (!field) continue;
    seen.add(field);
    last = at;
  }
  return seen.size >= 2 ? last + 1 : null;
}

/** A line just above quoted ones that can only be their header: "2013.02.08. 7:31, Eszter:". */
export function looksLikeHeader(line: string): boolean {
  return line.length < HEADER_LINE_CHARACTERS_MAX && /\d{1,4}[-/:.]\d{1,2}.{0,200}:\s*$/.test(line);
}

export function isQuoted(line: string): boolean {
  return line.trimStart().startsWith('>');
}

function nextFilled(lines: readonly string[], start: number): string {
  return lines.slice(start, start + 3).find((line) => line.trim() !== '') ?? '';
}
