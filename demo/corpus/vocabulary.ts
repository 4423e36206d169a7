import { createRandom, type Random } from '../story/random.ts';

/** Words of the corpus, from the most to the least frequent. */
const wordCount = 20_000;
/** Entries of the table that words are drawn from: the rarest word has about five. */
const tableSize = 2 ** 20;

/** What Spanish says most, in about the order of its frequency: the stop words that every search must survive. */
const common =
  'de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está mi porque qué sólo han yo hay vez puede todos así nos ni parte tiene él uno donde bien tiempo mismo ese ahora cada e vida otro después te otros aunque esa eso hace otra gobierno tan durante siempre día tanto ella tres sí dijo sido gran país según menos';

/**
 * Words that a check asks for, each at a rank of its own. No other word of the corpus begins like one of them, so
 * whoever counts texts with the word counts what a search finds.
 */
export const askedWords = {
  /** In about one message in ten, and written with an accent. */
  frequent: { word: 'conciliación', rank: 96 },
  /** Four that meet in about one message in a hundred. */
  together: [
    { word: 'boletas', rank: 20 },
    { word: 'uniforme', rank: 24 },
    { word: 'biblioteca', rank: 28 },
    { word: 'horario', rank: 32 },
  ],
  /** In about one message in three hundred; asked by its beginning. */
  prefixed: { word: 'gimnasia', rank: 3_000, prefix: 'gimn' },
  /** Written into one ticket of `rareEvery` only. */
  rare: 'zarzaparrilla',
} as const;

const reserved = ['conci', 'bolet', 'unifor', 'biblio', 'horar', 'gimn', 'zarza'];
const onsets = 'b c d f g h j l m n p r s t v ch br cr dr fl gr ll ñ pl pr qu rr tr z'.split(' ');
const nuclei = 'a a a e e e i i o o o u ia ie ue'.split(' ');
const codas = ['', '', '', '', 'n', 'r', 's', 'l'];
const endings =
  'a o e as os es ado ada ar er ir ción ciones miento dad able mente ante ista ero era ivo iva ico ica'.split(
    ' ',
  );

/** Words as Zipf's law deals them: the word of rank r comes 1/r times as often as the first. */
export interface Vocabulary {
  words: readonly string[];
  /** One word by the law. */
  draw(random: Random): string;
}

/** The same words for everybody: the seed of a corpus decides what is said with them. */
export function createVocabulary(): Vocabulary {
  const words = makeWords(createRandom(20_260_101));
  const table = makeTable(words.length);
  return { words, draw: (random) => words[table[Math.floor(random.next() * tableSize)]!]! };
}

function makeWords(random: Random): string[] {
  const words = new Set(common.split(' '));
  while (words.size < wordCount) {
    const word = makeWord(random);
    if (!reserved.some((start) => plain(word).startsWith(start))) words.add(word);
  }
  const list = [...words];
  for (const { word, rank } of [askedWords.frequent, ...askedWords.together, askedWords.prefixed]) {
    list.splice(rank - 1, 0, word);
  }
  return list.slice(0, wordCount);
}

function makeWord(random: Random): string {
  const syllables = Array.from(
    { length: random.between(1, 3) },
    () => `${random.pick(onsets)}${random.pick(nuclei)}${random.pick(codas)}`,
  );
  const word = `${syllables.join('')}${random.pick(onsets)}${random.pick(endings)}`;
  return random.chance(0.1) ? accented(word, random) : word;
}

const accents: Record<string, string> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú' };

function accented(word: string, random: Random): string {
  if (/[áéíóú]/.test(word)) return word;
  const vowels = [...word.matchAll(/[aeiou]/g)].map(({ index }) => index);
  if (vowels.length === 0) return word;
  const at = random.pick(vowels);
  return `${word.slice(0, at)}${accents[word[at]!]}${word.slice(at + 1)}`;
}

function plain(word: string): string {
  return word.normalize('NFD').replace(/\p{Diacritic}/gu, '');
}

/** Ranks, each as often as Zipf's law says, so that drawing is one look. */
function makeTable(ranks: number): Uint16Array {
  const table = new Uint16Array(tableSize);
  let total = 0;
  for (let rank = 1; rank <= ranks; rank += 1) total += 1 / rank;
  let sum = 0;
  let filled = 0;
  for (let rank = 1; rank <= ranks; rank += 1) {
    sum += 1 / rank;
    const until = Math.round((sum / total) * tableSize);
    table.fill(rank - 1, filled, until);
    filled = until;
  }
  return table;
}
