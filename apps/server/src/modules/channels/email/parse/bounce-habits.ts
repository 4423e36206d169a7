import { cleanAddress, parseAddresses } from './addresses.ts';
import { type BounceInput, enhancedStatus, saidLine } from './bounce-signs.ts';
import type { ParsedBounce } from './parsed-mail.ts';

/** Explanations come first and are short; what follows is the mail that came back. */
const EXPLANATION_CHARACTERS_MAX = 12_000;

const DAEMON =
  /^(?:mailer-?daemon|mail-?daemon|postmaster|post_?master|mdaemon|double-bounce|bounces?(?:[-+.].*)?|mail-?delivery(?:-.*)?|smtpd?|listserv|mailsystem|.*-mailer-daemon|mmdf|null)$/i;
const DAEMON_NAME =
  /mail(?:er)?[ -]?(?:delivery|daemon|system|administrator)|post ?master|delivery (?:sub)?system|system administrator|administrador (?:del sistema|de correo)|sistema de (?:entrega|correo)|internet mail delivery|microsoft outlook|returned mail/i;

const SUBJECT = new RegExp(
  [
    'undeliver',
    'non[- ]?deliver',
    'not? (?:be )?delivered',
    '(?:mail|message)[, ]+fail|error sending your|delayed mail',
    'delivery (?:status|has |report|failure|failed|error|problem|notification|delayed|was )',
    'deliver(?:y|ing)? (?:incomplete|unsuccessful)',
    'mail (?:delivery|system error|error|failure|returned)',
    'fail(?:ure|ed)?[: ]*(?:notice|delivery|mail|to deliver)',
    'returned (?:mail|to sender|message)',
    'return(?:ed)? to sender',
    'message (?:status|delayed|rejected|undeliverable|delivery)',
    'could not (?:be deliver|send)',
    "couldn't be delivered",
    'unable to deliver',
    'warning: (?:message|could not)',
    'rejected (?:mail|message)',
    'bounced? (?:mail|message)',
    'no (?:se )?(?:ha sido|ha podido|pudo|puede|fue)(?: ser)? (?:entreg|enviar|ser entreg)',
    'no entregad[oa]',
    '(?:error|fallo|falla|problema|aviso|informe|notificaci[oó]n|estado) (?:de|en|en la|del?)(?: la)?(?: estado)?(?: de)?(?: la)? ?(?:entrega|env[ií]o|correo)',
    '(?:correo|mensaje) (?:devuelto|rechazado|no entregado|retrasado)',
    'n[aã]o (?:foi|p[oô]de)(?: ser)?(?: poss[ií]vel)? (?:entreg|ser)',
    'n[aã]o entregue',
    '(?:falha|erro|problema|status|notifica[cç][aã]o) (?:na|de|da|no)(?: status)?(?: de| da| na)? ?(?:entrega|envio)',
    '(?:mensagem|e-?mail|correio) devolvid[ao]',
    'nicht zustellbar|unzustellbar|non remis|non recapitat',
    'email address not found|address not found|mailbox full|user unknown',
  ].join('|'),
  'i',
);

const WORDS = new RegExp(
  [
    "(?:could(?: not|n't)|can(?:not|'t)|was(?: not|n't)|has not been|unable to|failed to|not) (?:be )?(?:yet )?(?:been )?deliver",
    'deliver\\w* (?:to|of|for|has|attempt)[^\\n]{0,80}(?:fail|unsuccess|delay|not )',
    '(?:error|trouble|problem)s? deliver|could not deliver|delivery failed|not able to be|did not like|no valid recipient|invalid .{0,20}user',
    'undeliverable|undelivered|did not reach|had (?:permanent|transient)|permanent(?:ly)? (?:fatal |delivery )?(?:error|failure|failed)',
    '(?:user|recipient|mailbox|address|account|host|domain)\\b[^\\n]{0,50}\\b(?:unknown|not found|does not exist|unavailable|disabled|inactive|rejected|full|over quota|invalid)',
    'unknown (?:user|recipient|address|local|host)|no such (?:user|recipient|mailbox|address)|invalid (?:recipient|address|mailbox)',
    "(?:wasn't|was not|isn't|not) (?:found|accepted)|rejected|refused|quota|retry time(?:out)? exceeded|giving up|gave up",
    'no (?:se )?(?:pudo|puede|ha podido|fue|ha sido|hemos podido)(?: ser)? (?:entreg|enviar|localiz|encontr)',
    'no existe|no encontrad|buz[oó]n (?:est[aá] )?lleno|desconocid|rechazad',
    'n[aã]o (?:foi|p[oô]de)(?: ser)?(?: poss[ií]vel)? (?:entreg|encontr)|caixa (?:postal )?cheia|n[aã]o existe|n[aã]o encontrad',
  ].join('|'),
  'i',
);

const PASSING =
  /\b(?:delayed|still (?:be )?(?:trying|retr)|will (?:keep|continue) (?:to )?(?:try|retry)|will be retried|will retry|has not (?:yet )?been delivered|warning message only|temporar(?:y|ily)|deferred|no need to resend|do not need to resend|seguir[aá] intentando|se volver[aá] a intentar|retrasad[oa]|demorad[oa]|temporal(?:mente)?|continuar[aá] tentando|atrasad[oa])\b/i;
const GIVEN_UP =
  /\b(?:giving up|gave up|failed permanently|permanent(?:ly)?|has expired|retry time(?:out)? exceeded|too long)\b/i;

/** Where programs begin to repeat the mail that came back. Its beginnings are bounded: rows of dashes are long. */
const RETURNED =
  /^[> \t*]{0,40}(?:-{2,100}.{0,60}(?:below this line|copy of (?:the|your) message|original message|returned message|message (?:header|follows|text)|headers? follow|undelivered message|unsent message|mensaje original|mensagem original).*|original message (?:headers|follows)?:?|this is a copy of (?:the|your) message.*|the (?:header|body) of the original message.*|return-path:\s.*|received: .*)$/im;
const ADDRESS = /[^\s<>()[\]"',;:*=|]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,180}[a-z0-9])?/gi;

/**
 * Delivery failures of programs that send no report: qmail, old Exchange, Exim, Gmail, Yahoo and many more, in
 * English, Spanish and Portuguese. Asks for a machine's sender and for the words of a failure, so that a person who
 * tells of one is not taken for one.
 */
export function readBounceByHabit(
  mail: BounceInput & { originalMessageId: string | null },
): ParsedBounce | null {
  const { headers, subject, text, originalMessageId } = mail;
  const failed = headers.all('x-failed-recipients').flatMap(parseAddresses)[0]?.address ?? null;
  if (isFeedback(mail) || isVacation(mail) || (failed === null && !isMachine(mail))) return null;
  const explanation = explanationIn(text);
  const bySubject = SUBJECT.test(subject);
  const byWords = WORDS.test(explanation);
  // An answer from a postmaster is a person's; a failure notice answers nothing.
  const isNotice = isDaemon(mail) && byWords && headers.first('in-reply-to') === null;
  if (failed === null && !isNotice && !(bySubject && (byWords || mail.returnPath === ''))) return null;
  const status = enhancedStatus(explanation);
  const recipient = failed ?? firstRecipient(mail, explanation);
  return {
    permanent: isPermanent({ status, words: `${subject}\n${explanation}` }),
    status,
    finalRecipient: recipient,
    said: saidIn(explanation),
    originalMessageId,
  };
}

function isMachine(mail: BounceInput): boolean {
  if (mail.returnPath === '') return true;
  if (/^\s*multipart\/report\b/i.test(mail.headers.first('content-type') ?? '')) return true;
  return isDaemon(mail) || /^\s*<?\s*>?\s*$/.test(mail.headers.first('from') ?? '');
}

function isDaemon({ headers }: BounceInput): boolean {
  const from = headers.decoded('from') ?? '';
  const address = parseAddresses(headers.first('from'))[0]?.address ?? from.replace(/[<>]/g, '').trim();
  return DAEMON.test(address.split('@')[0] ?? '') || DAEMON_NAME.test(from);
}

/** Complaints about mail that did arrive (RFC 5965). */
function isFeedback({ headers }: BounceInput): boolean {
  return /feedback-report|disposition-notification/i.test(headers.first('content-type') ?? '');
}

function isVacation({ headers, subject }: BounceInput): boolean {
  const isReply = /^\s*auto-replied\b/i.test(headers.first('auto-submitted') ?? '');
  return isReply && !SUBJECT.test(subject);
}

function isPermanent({ status, words }: { status: string | null; words: string }): boolean {
  if (status !== null) return status.startsWith('5');
  if (/(?<![\d.])5\d\d[ -]/.test(words) || GIVEN_UP.test(words)) return true;
  return !PASSING.test(words);
}

function explanationIn(text: string): string {
  const start = text.slice(0, EXPLANATION_CHARACTERS_MAX);
  const returned = RETURNED.exec(start);
  // A text that begins with what came back explains itself below.
  return returned && returned.index > 40 ? start.slice(0, returned.index) : start;
}

/** The line with a code, which is what the other server said; else the first that tells of a failure. */
function saidIn(explanation: string): string | null {
  const lines = explanation.split('\n').slice(0, 200);
  const coded = lines.find((line) => /(?<![\d.])[45]\d\d[ -]|(?<![\d.])[45]\.\d{1,2}\.\d{1,3}/.test(line));
  return saidLine(coded ?? lines.find((line) => WORDS.test(line)) ?? '');
}

/** The first address of the explanation that is neither ours, who get the report, nor the reporter's. */
function firstRecipient({ headers }: BounceInput, explanation: string): string | null {
  const others = new Set(
    ['to', 'from', 'reply-to', 'delivered-to']
      .flatMap((name) => headers.all(name))
      .flatMap(parseAddresses)
      .map(({ address }) => address),
  );
  for (const match of explanation.match(ADDRESS) ?? []) {
    const address = cleanAddress(match);
    if (address === null || others.has(address)) continue;
    if (DAEMON.test(address.split('@')[0] ?? '')) continue;
    return address;
  }
  return null;
}
