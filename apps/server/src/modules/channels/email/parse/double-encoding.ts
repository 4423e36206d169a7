import { windows1252Byte } from './code-pages.ts';

/** Characters of the bytes 0x80 to 0xBF in windows-1252: what follows a lead byte in UTF-8. */
const NEXT = '[\\u0080-\\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]';
const SEQUENCES = new RegExp(
  `[\\u00C2-\\u00DF]${NEXT}|[\\u00E0-\\u00EF]${NEXT}{2}|[\\u00F0-\\u00F4]${NEXT}{3}`,
  'g',
);

/**
 * Pairs that no language writes but the letters and signs of Spanish, Portuguese and English become when their
 * UTF-8 is read as windows-1252: «Ã±», «Ã©», «Â¿», «â€œ». Pairs with a blank or a closing quote («AMANHÃ”») prove
 * nothing by themselves.
 */
const CERTAIN =
  /Ã[\u0080-\u009Fƒ‚¡©\u00AD³º±¼£ª§µ‰“š\u008D\u0081]|Â[¿¡°ºª«»·]|â€[œ™˜¦¢“”\u009D]|â‚¬|ðŸ[\u0080-\u00BF‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŸ]/;
/** Even twice encoded text is more than anybody has seen more than once. */
const ROUNDS_MAX = 3;

/** Mends «reinscripciÃ³n» to «reinscripción», also when it happened twice. Text that may be meant so is left alone. */
export function repairDoubleEncoding(text: string): string {
  let current = text;
  for (let round = 0; round < ROUNDS_MAX && CERTAIN.test(current); round += 1) {
    const next = current.replace(SEQUENCES, decodeSequence);
    if (next === current) return current;
    current = next;
  }
  return current;
}

function decodeSequence(sequence: string): string {
  const bytes = sequence.split('').map(windows1252Byte);
  if (bytes.some((byte) => byte < 0)) return sequence;
  const decoded = Buffer.from(bytes).toString('utf8');
  return decoded.includes('\uFFFD') ? sequence : decoded;
}
