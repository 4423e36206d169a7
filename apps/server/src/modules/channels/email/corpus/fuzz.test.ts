import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { parseMail } from '../parse/parse-mail.ts';
import { checkMail } from './check-mail.ts';
import { corpus } from './corpus.ts';
import { textMail } from './mail-builder.ts';
import { mutate, mutations } from './mutations.ts';

/** `FUZZ_RUNS=50000` for the long form. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 2000);
/** Written down with the result, so that a run can be repeated: `FUZZ_SEED=…`. */
const seed = Number(process.env['FUZZ_SEED'] ?? randomInt(2 ** 31));
const timeoutMs = 60_000 + runs * 20;
/** Mails that are meant to be heavy have their own test. */
const SOURCE_BYTES_MAX = 20_000;
const CPU_MS_MAX = 2500;

const sources = corpus.map((mail) => mail.raw()).filter(({ length }) => length < SOURCE_BYTES_MAX);

describe('mutated mail', () => {
  it(
    'is read without a crash, in time, harmless and without losing text between visible and quoted',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.nat(sources.length - 1), mutations, async (index, changes) => {
          const raw = changes.reduce(mutate, sources[index]!);
          const before = process.cpuUsage();
          const mail = await parseMail(raw);
          const { user, system } = process.cpuUsage(before);
          expect(checkMail(mail, {})).toEqual([]);
          expect((user + system) / 1000).toBeLessThan(CPU_MS_MAX);
        }),
        { numRuns: runs, seed },
      );
    },
    timeoutMs,
  );

  it(
    'keeps the words of its body somewhere, whatever happens to its headers',
    async () => {
      const source = textMail('La pregunta de Íñigo es esta.');
      const bodyStart = source.indexOf('\r\n\r\n');
      await fc.assert(
        fc.asyncProperty(mutations, async (changes) => {
          const changed = changes.reduce(mutate, source.subarray(0, bodyStart));
          // An empty line among the headers ends them, and what follows is body: it must not be lost either.
          const mail = await parseMail(Buffer.concat([changed, source.subarray(bodyStart)]));
          const kept = [mail.text, ...mail.attachments.map(({ content }) => content.toString('utf8'))].join(
            '\n',
          );
          expect(kept.replace(/\s/g, '')).toMatch(/pregunta|cHJlZ3VudGE|灩畮/);
        }),
        { numRuns: Math.ceil(runs / 10), seed },
      );
    },
    timeoutMs,
  );
});

afterAll(() => {
  process.stdout.write(`\n${runs} mutated mails, seed ${seed}\n`);
});
