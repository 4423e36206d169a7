interface ImapError {
  code?: unknown;
  responseText?: unknown;
  serverResponseCode?: unknown;
  message?: unknown;
  executedCommand?: unknown;
}

/** Response codes of RFC 5530 and of large providers that mean «later», whatever they refuse. */
const laterCodes = /^(THROTTLED|LIMIT|OVERQUOTA|UNAVAILABLE|INUSE|SERVERBUG)$/i;
/** The same in the words of Gmail, Outlook, Yahoo and Dovecot, which are not always given a code. */
const laterWords =
  /\[(THROTTLED|LIMIT|OVERQUOTA|UNAVAILABLE|INUSE)\]|too many (simultaneous )?(connections|logins)|maximum number of connections|exceeded (command or )?bandwidth|bandwidth limits|rate limit|throttl|temporarily (unavailable|blocked|locked)|try again later|server (is )?(busy|unavailable)|user is authenticated but not connected|connection limit/i;

/**
 * Whether a server asks for a pause (RFC 5530 and the habits of Gmail and Outlook). It is no failure: nothing has to
 * be mended, and asking again at once makes it longer.
 */
export function asksToWait(cause: unknown): boolean {
  const error = (cause ?? {}) as ImapError;
  if (error.code === 'ETHROTTLE') return true;
  if (typeof error.serverResponseCode === 'string' && laterCodes.test(error.serverResponseCode)) return true;
  return [error.responseText, error.message].some(
    (text) => typeof text === 'string' && laterWords.test(text),
  );
}
