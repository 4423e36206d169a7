import { intakeEmail } from '@ventanilla/contracts/channels';
import { replyToTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type FatedMail,
  type FaultySmtp,
  type MailFate,
  startFaultySmtp,
} from '../../../../testing/faulty-smtp.ts';
import { eventually, makeMail, seedMailbox } from '../../../../testing/mail.ts';
import { createTestApp, seedAgents, type TestApp } from '../../../../testing/test-app.ts';

const isFull = process.env['FAULTS'] === 'full';
const answers = isFull ? 500 : 60;
const doneMs = isFull ? 600_000 : 150_000;
const seed = Number(process.env['TEST_SEED'] ?? 20_260_303);

let app: TestApp;
let sink: FaultySmtp;
let ticketId: string;
let agent: string;
const plans = new Map<string, MailFate[]>();

beforeAll(async () => {
  const random = seeded(seed);
  sink = await startFaultySmtp((mail) => {
    const plan = plans.get(mail.messageId) ?? planOf(plans.size, random());
    plans.set(mail.messageId, plan);
    return plan[mail.fates.length] ?? 'take';
  });
  const env = { VENTANILLA_MAIL_PARSERS: '1', VENTANILLA_SMTP_PATIENCE_SECONDS: '2' };
  app = await createTestApp({ start: true, env });
  [agent] = (await seedAgents(app, [{ name: 'Sofía Ruiz' }])) as [string];
  await seedMailbox(app, { smtp: sink.server });
  const headers = { 'x-test-scopes': 'intake:write' };
  const { body } = await app.call(intakeEmail, { body: makeMail(), headers });
  ticketId = 'ticketId' in body ? body.ticketId! : '';
});
afterAll(async () => {
  await app.close();
  await sink.close();
});

/** What a mail meets, try after try: of a hundred 30 are asked to come back, 5 refused, 2 left hanging, 2 cut off. */
function planOf(index: number, lot: number): MailFate[] {
  // The first few meet one of each, however few there are.
  const first: MailFate[][] = [['never'], ['stall'], ['drop'], ['later', 'later', 'later']];
  if (first[index]) return first[index];
  if (lot < 0.3) return Array.from({ length: 1 + (index % 3) }, () => 'later' as const);
  if (lot < 0.35) return ['never'];
  if (lot < 0.37) return ['stall'];
  return lot < 0.39 ? ['drop'] : [];
}

function seeded(from: number): () => number {
  let state = from;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const isNever = ({ fates }: FatedMail) => fates.includes('never');

test(
  `A7: ${answers} answers to a server of bad days: what can arrive arrives, what is refused is tried once and told`,
  async () => {
    const begun = performance.now();
    for (let at = 1; at <= answers; at += 1) {
      const body = { text: `Respuesta ${at}.` };
      expect((await app.call(replyToTicket, { as: agent, params: { ticketId }, body })).code).toBeNull();
    }
    const toldAfterMs: number[] = [];
    const waits = new Map<string, number[]>();
    await eventually(
      'every mail has an end',
      async () => {
        const rows = await outgoing();
        for (const row of rows) {
          const mail = sink.mails.get(`<${row.external_id}>`);
          if (row.state === 'failed' && mail?.refusedAtMs && !waits.has(row.external_id)) {
            toldAfterMs.push(performance.now() - mail.refusedAtMs);
            waits.set(row.external_id, []);
          }
        }
        const queued = rows.filter(({ state }) => state === 'queued');
        // Nothing is due and nothing under way: time passes until the next try.
        const next = Math.min(...queued.map(({ next_try_at }) => next_try_at!.getTime()));
        if (queued.length > 0 && queued.every(({ waits: still }) => still)) app.clock.set(new Date(next));
        return queued.length === 0;
      },
      doneMs,
    );

    const rows = await outgoing();
    const mails = [...sink.mails.values()];
    expect(mails).toHaveLength(answers);
    const refused = mails.filter(isNever);
    const others = mails.filter((mail) => !isNever(mail));
    // 4xx, silence and broken lines: all arrive, each once, and at most once more where the 250 was lost.
    expect(others.filter(({ taken }) => taken === 0)).toEqual([]);
    const twice = others.filter(({ taken }) => taken > 1);
    expect(twice.every(({ taken, fates }) => taken === 2 && fates.includes('drop'))).toBe(true);
    // 5xx: one try, and its writer is told within a minute.
    expect(refused.every(({ fates }) => fates.length === 1)).toBe(true);
    const failed = rows.filter(({ state }) => state === 'failed');
    expect(failed).toHaveLength(refused.length);
    expect(failed.every(({ server_said }) => server_said?.includes('No existe aqui'))).toBe(true);
    expect(Math.max(...toldAfterMs)).toBeLessThan(60_000);
    // Never faster than the server was given connections for.
    expect(sink.connectionsMax()).toBeLessThanOrEqual(3);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    const count = (fate: MailFate) => mails.filter(({ fates }) => fates.includes(fate)).length;
    console.info(
      `A7: ${answers} answers, seed ${seed}: later ${count('later')}, never ${count('never')}, stall ${count('stall')}, drop ${count('drop')}; ` +
        `lost 0, twice ${twice.length}, told after ${Math.round(Math.max(...toldAfterMs))} ms at most, ${seconds} s`,
    );
  },
  doneMs + 60_000,
);

interface OutgoingRow {
  external_id: string;
  state: 'queued' | 'sent' | 'failed';
  next_try_at: Date | null;
  server_said: string | null;
  /** Not due yet, and in nobody's hands. */
  waits: boolean;
}

async function outgoing(): Promise<OutgoingRow[]> {
  const { rows } = await sql<OutgoingRow>`
    select external_id, state, next_try_at, server_said,
      leased_until is null and next_try_at > ${app.clock.now()} as waits
    from outbound_messages`.execute(app.platform.db);
  return rows;
}
