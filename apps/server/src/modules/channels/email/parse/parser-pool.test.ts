import { spawn } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createParserPool,
  type ParserPool,
  type ParserPoolOptions,
  ParserUnavailableError,
} from './parser-pool.ts';

const REAL = new URL('./parse-child.ts', import.meta.url);
const HOSTILE = new URL('./fixtures/hostile-child.ts', import.meta.url);

let pools: ParserPool[] = [];
let warnings: string[] = [];
afterEach(async () => {
  await Promise.all(pools.map((pool) => pool.close()));
  pools = [];
  warnings = [];
});

function pool(options: Partial<ParserPoolOptions> & { childEntry: string | URL }): ParserPool {
  const created = createParserPool({
    log: { warn: (_fields, message) => warnings.push(message) },
    ...options,
  });
  pools.push(created);
  return created;
}

function mail(number: number): Buffer {
  return Buffer.from(
    `From: ana@x.cl\r\nMessage-ID: <${number}@x.cl>\r\nSubject: Mail ${number}\r\n\r\nHola ${number}\r\n`,
  );
}

describe('a pool with the real parser', () => {
  it('answers 50 mails asked for at once, each with its own content', async () => {
    const parser = pool({ childEntry: REAL });
    const results = await Promise.all(Array.from({ length: 50 }, (_, number) => parser.parse(mail(number))));
    const subjects = results.map((result) =>
      result.ok ? `${result.mail.subject} ${result.mail.text.trim()}` : result,
    );
    expect(subjects).toEqual(Array.from({ length: 50 }, (_, number) => `Mail ${number} Hola ${number}`));
  }, 30_000);

  it('hands over the bytes of an attachment unchanged', async () => {
    const bytes = Buffer.alloc(3_000_000, 0).map((_, index) => (index * 31) % 256);
    const body = Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n');
    const raw = `From: a@x.cl\r\nContent-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n${body}\r\n`;
    const result = await pool({ childEntry: REAL }).parse(Buffer.from(raw));
    if (!result.ok) throw new Error(result.detail);
    expect(Buffer.compare(Buffer.from(result.mail.attachments[0]?.content ?? []), Buffer.from(bytes))).toBe(
      0,
    );
  }, 30_000);
});

describe('a pool whose child misbehaves', () => {
  it('kills a child that spins, reports a timeout for that mail and answers the ones behind it', async () => {
    const parser = pool({ childEntry: HOSTILE, cpuMsMax: 300 });
    const results = await Promise.all(
      ['one', 'spin', 'two', 'three'].map((text) => parser.parse(Buffer.from(text))),
    );
    expect(results.map((result) => (result.ok ? result.mail.subject : result.reason))).toEqual([
      'one',
      'timeout',
      'two',
      'three',
    ]);
    expect(warnings).toEqual(['mail parser ended']);
  }, 30_000);

  it('kills a child that waits for ever without using the CPU', async () => {
    const parser = pool({ childEntry: HOSTILE, cpuMsMax: 100 });
    expect(await parser.parse(Buffer.from('sleep'))).toMatchObject({ ok: false, reason: 'timeout' });
    expect(await parser.parse(Buffer.from('next'))).toMatchObject({ ok: true });
  }, 30_000);

  it('reports a crash for the mail in hand only and carries on with a fresh child', async () => {
    const parser = pool({ childEntry: HOSTILE });
    const results = await Promise.all(['a', 'die', 'b'].map((text) => parser.parse(Buffer.from(text))));
    expect(results[1]).toEqual({ ok: false, reason: 'crashed', detail: 'exit code 7' });
    const pids = [results[0], results[2]].map((result) =>
      result?.ok ? (result.mail as unknown as { pid: number }).pid : 0,
    );
    expect(pids[0]).not.toBe(pids[1]);
    expect(pids).not.toContain(0);
  }, 30_000);

  it.skipIf(process.platform !== 'linux')(
    'stops a child whose file contents grow past the limit',
    async () => {
      const parser = pool({ childEntry: HOSTILE, memoryMbMax: 64 });
      expect(await parser.parse(Buffer.from('buffers'))).toMatchObject({ ok: false, reason: 'crashed' });
      expect(await parser.parse(Buffer.from('next'))).toMatchObject({ ok: true });
    },
    30_000,
  );

  it.skipIf(process.platform !== 'linux')(
    'replaces a child that kept the memory of an earlier mail',
    async () => {
      const parser = pool({ childEntry: HOSTILE, memoryMbMax: 512 });
      const large = Buffer.alloc(2 * 1024 * 1024, 'x');
      large.write('keep');
      const results = await Promise.all(
        [large, Buffer.from('a'), Buffer.from('b')].map((raw) => parser.parse(raw)),
      );
      const pids = results.map((result) => (result.ok ? (result.mail as unknown as { pid: number }).pid : 0));
      expect(pids[1]).not.toBe(pids[0]);
      expect(pids[2]).toBe(pids[1]);
      expect(warnings).toEqual([]);
    },
    30_000,
  );

  it('survives a child that fills its heap', async () => {
    const parser = pool({ childEntry: HOSTILE, memoryMbMax: 32 });
    expect(await parser.parse(Buffer.from('heap'))).toMatchObject({ ok: false, reason: 'crashed' });
    expect(await parser.parse(Buffer.from('next'))).toMatchObject({ ok: true });
  }, 30_000);

  it('passes on that a mail is unreadable', async () => {
    const parser = pool({ childEntry: HOSTILE });
    expect(await parser.parse(Buffer.from('refuse'))).toEqual({
      ok: false,
      reason: 'unreadable',
      detail: 'SyntaxError',
    });
  }, 30_000);

  it('gives the child no secret of the environment', async () => {
    process.env.VENTANILLA_TEST_SECRET = 'do-not-inherit';
    const result = await pool({ childEntry: HOSTILE }).parse(Buffer.from('environment'));
    expect(JSON.stringify(result)).not.toContain('do-not-inherit');
    expect(result.ok).toBe(true);
  }, 30_000);
});

describe('a pool that cannot work', () => {
  it('rejects waiting mail when its child never starts', async () => {
    const parser = pool({ childEntry: '/nonexistent/parse-child.js' });
    await expect(parser.parse(mail(1))).rejects.toBeInstanceOf(ParserUnavailableError);
    expect(warnings).toHaveLength(3);
  }, 30_000);

  it('finishes the mail in hand and rejects the waiting one on close', async () => {
    const parser = pool({ childEntry: HOSTILE });
    await parser.parse(Buffer.from('warm'));
    const inHand = parser.parse(Buffer.from('in hand'));
    const waiting = parser.parse(Buffer.from('waiting')).catch((error: unknown) => error);
    await parser.close();
    expect(await inHand).toMatchObject({ ok: true });
    expect(await waiting).toBeInstanceOf(ParserUnavailableError);
    await expect(parser.parse(mail(1))).rejects.toBeInstanceOf(ParserUnavailableError);
  }, 30_000);

  it('lets the server end by itself while a child is idle', async () => {
    const program = `import { createParserPool } from ${JSON.stringify(new URL('./parser-pool.ts', import.meta.url).href)};
      const pool = createParserPool({ childEntry: new URL(${JSON.stringify(HOSTILE.href)}), log: { warn() {} } });
      const result = await pool.parse(Buffer.from('hola'));
      console.log(result.mail.pid);`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program]);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    const code = await new Promise((resolve) => child.on('exit', resolve));
    expect(code).toBe(0);
    const parserPid = Number(output);
    expect(parserPid).toBeGreaterThan(0);
    await expect.poll(() => isAlive(parserPid), { timeout: 5000 }).toBe(false);
  }, 30_000);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
