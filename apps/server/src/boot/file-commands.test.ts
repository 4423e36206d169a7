import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';
import { RefusedStart, sayIn } from './words.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ventanilla-mail-'));
  for (let index = 0; index < 30; index += 1) {
    const raw = `From: Ana <ANA@familia.cl>\r\nTo: mesa+t${index}@colegio.cl\r\nSubject: Correo ${index}\r\n\r\nHola ${index}`;
    await writeFile(join(folder, `${index}.eml`), raw);
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(args: string[]): Promise<{ code: number; rows: Record<string, unknown>[] }> {
  const rows: Record<string, unknown>[] = [];
  const code = await runCli({
    args,
    // No database is named, and none is needed.
    env: { INIT_CWD: folder },
    language: 'es',
    say: sayIn('es'),
    migrations: folder,
    print: async (line) => {
      rows.push(JSON.parse(line) as Record<string, unknown>);
    },
  });
  return { code, rows };
}

describe('mail parse', () => {
  it('prints one object a file in the order of the files', async () => {
    const files = Array.from({ length: 30 }, (_, index) => `${index}.eml`);
    const { code, rows } = await run(['mail', 'parse', '--json', ...files]);
    expect(code).toBe(0);
    expect(rows.map(({ file }) => file)).toEqual(files);
    expect(rows[7]).toMatchObject({ subject: 'Correo 7', text: 'Hola 7', plusTokens: ['t7'], bounce: null });
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'file',
      'from',
      'sender',
      'replyTo',
      'to',
      'cc',
      'subject',
      'date',
      'messageId',
      'inReplyTo',
      'references',
      'text',
      'html',
      'visibleText',
      'attachments',
      'autoReply',
      'bounce',
      'plusTokens',
      'signed',
      'encrypted',
      'calendar',
      'forwardedFrom',
    ]);
  });

  it('says what is wrong with a file, goes on with the others and fails at the end', async () => {
    const { code, rows } = await run(['mail', 'parse', '--json', '0.eml', 'no-existe.eml', '1.eml']);
    expect(code).toBe(1);
    expect(rows.map(({ file, subject }) => [file, subject])).toEqual([
      ['0.eml', 'Correo 0'],
      ['no-existe.eml', undefined],
      ['1.eml', 'Correo 1'],
    ]);
    expect(rows[1]).toEqual({ file: 'no-existe.eml', error: expect.stringContaining('ENOENT') });
  });

  it.each([
    ['no files', ['mail', 'parse', '--json'], 'Falta al menos un archivo.'],
    ['no --json', ['mail', 'parse', '0.eml'], 'Falta --json.'],
    ['another word', ['mail', 'parce', '0.eml'], 'No existe la orden'],
  ])('refuses %s', async (_title, args, words) => {
    const error = await run(args).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(RefusedStart);
    expect((error as RefusedStart).message).toContain(words);
    expect((error as RefusedStart).exitCode).toBe(2);
  });
});
