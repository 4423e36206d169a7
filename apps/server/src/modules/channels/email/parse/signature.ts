/** A longer one may be a text of its own. */
const SIGNATURE_LINES_MAX = 15;
const LINE_CHARACTERS_MAX = 200;
const PROGRAM_WORDS_MAX = 10;

/** The line that separates text from signature by convention (RFC 3676), and what programs make of it. */
const DELIMITER = /^(?:--|—|__)[ \t]?$/;

/** What telephones and programs write below every mail, in Spanish, English and Portuguese. */
const PROGRAM =
  /^(?:(?:enviado|enviada|mandado) (?:desde|con|por|a partir de|do|da|de|através)\b.{0,20}\b(?:mi|meu|minha|m[óo]vil|celular|tel[ée]fono|smartphone|tablet|iphone|ipad|android|outlook|yahoo|gmail|correo|email|mail|samsung|huawei|xiaomi|motorola|galaxy|blackberry|dispositivo|proton)\b.{0,80}|sent (?:from|via|with) (?:my|mail|outlook|yahoo|gmail|samsung|proton|android|an?|the|blackberry)\b.{0,80}|(?:obtener|obtenga|descargar?|get|obter|baixar|obtém) (?:(?:el|o) )?(?:outlook|yahoo mail|correo|bluemail)\b.{0,80}|enviado do (?:yahoo mail|email|correio|meu|outlook|gmail)\b.{0,80})$/i;

/**
 * The text without the signature at its end, when one can be told for certain: below the conventional separator, or
 * the line a telephone adds. A name below a greeting stays: it may be all that says who wrote.
 */
export function withoutSignature(text: string): string {
  const lines = text.split('\n');
  const delimiter = lines.findLastIndex((line) => DELIMITER.test(line));
  const isShort = delimiter >= 0 && lines.length - delimiter - 1 <= SIGNATURE_LINES_MAX;
  const kept = isShort && delimiter > 0 ? lines.slice(0, delimiter) : lines;
  const shorter = withoutProgramLines(kept).join('\n').trimEnd();
  return shorter.trim() === '' ? text : shorter;
}

function withoutProgramLines(lines: readonly string[]): string[] {
  let end = lines.length;
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const line = (lines[index] ?? '').trim();
    if (line === '') continue;
    if (!isProgramLine(line)) break;
    end = index;
  }
  return lines.slice(0, end);
}

/** Links that the HTML put behind the words are not part of them. */
function isProgramLine(line: string): boolean {
  const words = line.replace(/[<[(]?https?:\/\/\S{1,500}[>\])]?/g, '').trim();
  // A sentence about how one writes has more words, or a pause in it.
  if (words.length > LINE_CHARACTERS_MAX || words.split(/\s+/).length > PROGRAM_WORDS_MAX) return false;
  return !/[,;?!:]/.test(words) && PROGRAM.test(words.replace(/[.*_]+$/, ''));
}
