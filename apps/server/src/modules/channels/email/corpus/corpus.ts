import { brokenMails } from './broken.corpus.ts';
import { calendarMails } from './calendars.corpus.ts';
import { decodingMails } from './decoding.corpus.ts';
import { heavyMails } from './heavy.corpus.ts';
import { hostileMails } from './hostile.corpus.ts';
import { machineMails } from './machines.corpus.ts';
import type { CorpusMail } from './mail-builder.ts';
import { partMails } from './parts.corpus.ts';
import { peopleMails } from './people.corpus.ts';
import { quoteMails } from './quotes.corpus.ts';

/** Every mail of the corpus. */
export const corpus: readonly CorpusMail[] = [
  ...quoteMails,
  ...decodingMails,
  ...peopleMails,
  ...machineMails,
  ...hostileMails,
  ...brokenMails,
  ...partMails,
  ...calendarMails,
  ...heavyMails,
];
