import type { HeaderBlock } from './header-block.ts';

/** What filters on the way said of a mail. Only a yes is believed: whoever forges one harms their own mail. */
export interface SpamHeaders {
  /** X-Spam-Flag, X-Spam-Status or a score of five and more. */
  isFlagged: boolean;
  /** Spam confidence level of Microsoft's filter, -1 to 9. */
  microsoftLevel: number | null;
}

/** Score from which SpamAssassin and rspamd call a mail spam unless told otherwise. */
const scoreMin = 5;

export function readSpamHeaders(headers: HeaderBlock): SpamHeaders {
  const flagged = ['x-spam-flag', 'x-spam-status', 'x-spam'].some((name) =>
    headers.all(name).some((value) => /^\s*(?:yes|true)\b/i.test(value)),
  );
  return {
    isFlagged: flagged || headers.all('x-spam-score').some((value) => scoreIn(value) >= scoreMin),
    microsoftLevel: microsoftLevel(headers),
  };
}

/** A number, or as many stars (`X-Spam-Score: *****`). */
function scoreIn(value: string): number {
  const stars = /^\s*(\*{1,50})\s*$/.exec(value)?.[1];
  if (stars) return stars.length;
  return Number(/^\s*(-?\d{1,4}(?:\.\d{1,4})?)/.exec(value)?.[1] ?? 0);
}

function microsoftLevel(headers: HeaderBlock): number | null {
  const own = headers.first('x-ms-exchange-organization-scl');
  const reported = ['x-forefront-antispam-report', 'x-microsoft-antispam']
    .map((name) => /\bSCL:\s?(-?\d)\b/i.exec(headers.first(name) ?? '')?.[1])
    .find((found) => found !== undefined);
  const level = own === null ? reported : /^\s*(-?\d)\b/.exec(own)?.[1];
  return level === undefined ? null : Number(level);
}
