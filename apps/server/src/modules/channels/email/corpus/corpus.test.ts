import { afterAll, describe, expect, it } from 'vitest';
import { parseMail } from '../parse/parse-mail.ts';
import { checkMail, type Finding, hardProperties, softProperties } from './check-mail.ts';
import { corpus } from './corpus.ts';

/** Of one mail, on a machine that does other things as well; the running system allows five seconds. */
const CPU_MS_MAX = 2500;
const SOFT_SHARE_MIN = 0.96;

const findings = new Map<string, Finding[]>();

describe('the corpus', () => {
  it.each(corpus.map((mail) => [mail.name, mail] as const))('%s', async (name, { raw, expected }) => {
    const source = raw();
    const before = process.cpuUsage();
    const mail = await parseMail(source);
    const { user, system } = process.cpuUsage(before);
    const found = checkMail(mail, expected);
    if ((user + system) / 1000 > CPU_MS_MAX)
      found.push({ property: 'time', detail: `${(user + system) / 1000} ms` });
    findings.set(name, found);
    expect(found).toEqual([]);
  });

  it('has at least 300 mails, each with a name of its own', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(300);
    expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
  });

  it('is read without exception where nothing may fail, and to 96 % elsewhere', () => {
    const failing = (properties: readonly string[]) =>
      [...findings].filter(([, found]) => found.some(({ property }) => properties.includes(property)));
    expect(findings.size).toBe(corpus.length);
    expect(failing(hardProperties)).toEqual([]);
    expect(failing(softProperties).length).toBeLessThanOrEqual(corpus.length * (1 - SOFT_SHARE_MIN));
  });
});

afterAll(() => {
  const rows = [...hardProperties, ...softProperties].map((property) => {
    const failed = [...findings.values()].filter((found) =>
      found.some((one) => one.property === property),
    ).length;
    return `${property.padEnd(12)} ${findings.size - failed}/${findings.size}`;
  });
  process.stdout.write(`\n${rows.join('\n')}\n`);
});
