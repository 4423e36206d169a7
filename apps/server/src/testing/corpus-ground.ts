import {
  type Corpus,
  type CorpusOptions,
  corpusDefaults,
  createCorpus,
} from '../../../../demo/corpus/corpus.ts';
import { type CorpusManifest, loadCorpus } from '../../../../demo/corpus/load-corpus.ts';
import type { CorpusGround } from '../../../../demo/corpus/ticket-draft.ts';
import { planTicket } from '../../../../demo/corpus/ticket-plan.ts';
import { writeGround } from '../../../../demo/corpus/write-ground.ts';
import { createPasswordAuth } from '../modules/identity/index.ts';
import * as tickets from '../modules/tickets/index.ts';
import { type Actor, systemActor } from '../platform/actor.ts';
import type { Work } from '../platform/work.ts';
import { createTestApp, type TestApp, testStart } from './test-app.ts';

/** A corpus with short messages and few people, so that tests load it in seconds. */
export function smallCorpus(options: Partial<CorpusOptions>): CorpusOptions {
  const few = { customers: 100, organizations: 20, agents: 8, wordsMin: 6, wordsMax: 14 };
  return { ...corpusDefaults, tickets: 0, now: new Date(testStart), ...few, ...options };
}

const authOf = ({ platform }: TestApp) =>
  createPasswordAuth({ ...platform, config: { passwordMemoryKib: 1_024 } });

/** Loads a corpus into the database of a server, as the loader of the demonstration does. */
export function fillTestApp(test: TestApp, options: CorpusOptions) {
  const consumers = test.app.modules.flatMap((module) => module.reactions ?? []).map(({ name }) => name);
  const { ownerUrl } = test.database;
  return loadCorpus(
    { options, password: 'pizarra y tiza 2026', ownerUrl, consumers },
    { platform: test.platform, auth: authOf(test), now: () => performance.now() },
  );
}

/** A server over a corpus loaded in bulk. */
export async function createCorpusApp(
  options: CorpusOptions,
): Promise<{ test: TestApp; manifest: CorpusManifest }> {
  const test = await createTestApp();
  const result = await fillTestApp(test, options);
  if (result.kind !== 'loaded') throw new Error(`the corpus was ${result.kind}`);
  return { test, manifest: result.manifest };
}

/** A server where the commands of the product did what the same corpus tells, one step after the other. */
export async function createToldApp(options: CorpusOptions): Promise<TestApp> {
  const test = await createTestApp();
  const corpus = createCorpus(options);
  const ground = await writeGround(
    { corpus, password: 'pizarra y tiza 2026' },
    { platform: test.platform, auth: authOf(test) },
  );
  for (let number = 1; number <= corpus.tickets; number += 1) await tell(number, { corpus, ground, test });
  await test.settle();
  return test;
}

interface Told {
  corpus: Corpus;
  ground: CorpusGround;
  test: TestApp;
}

const delivered = { accepted: 'all' as const, refused: [], rest: null, local: false };

async function tell(number: number, { corpus, ground, test }: Told) {
  const plan = planTicket(number, corpus);
  const { platform } = test;
  const customer = corpus.customerList[plan.customer]!;
  const contact = {
    contactId: ground.customerIds[plan.customer]!,
    organizationId: ground.organizationIds[customer.organization]!,
  };
  const former = plan.continues === null ? [] : await messageIdsOf(plan.continues, test);
  let ticketId = '';
  let mails = 0;
  const as = (index: number): Actor => ({ ...systemActor, kind: 'agent', id: ground.agentIds[index]! });
  const doAs = (actor: Actor, at: number, act: (work: Work) => Promise<unknown>) =>
    platform.transact({ actor, origin: 'demo', now: new Date(at) }, act);

  for (const step of plan.steps) {
    if (step.kind === 'mail') {
      const referenceIds = ticketId ? await messageIdsOf(number, test) : former;
      await doAs(systemActor, step.at, async (work) => {
        const received = await tickets.receiveMessage(
          {
            ...contact,
            channelAccountId: ground.channelAccountId,
            authorKind: 'customer',
            externalId: `c${number}.${(mails += 1)}@${customer.email.split('@')[1]}`,
            referenceIds,
            at: new Date(step.at),
            subject: step.subject,
            text: step.text,
            quotedText: null,
            html: step.html
              ? step.text
                  .split('\n\n')
                  .map((part) => `<p>${part}</p>`)
                  .join('')
              : null,
            hasRemoteImages: false,
            from: customer.email,
            to: [corpus.mailbox.address],
            cc: [],
            isAuto: false,
            notices: [],
            inboundId: null,
            attachments: Array.from({ length: step.files }, (_, at) => {
              const file = ground.files[(number + at) % ground.files.length]!;
              return { ...file, contentId: null, inline: false };
            }),
          },
          work,
        );
        ticketId = received.ticketId;
      });
      continue;
    }
    await doAs(as(step.by), step.at, async (work) => {
      if (step.kind === 'note') await tickets.addNote({ ticketId, text: step.text, uploadIds: [] }, work);
      if (step.kind === 'take') await tickets.takeTicket({ ticketId }, work);
      if (step.kind === 'assign') {
        await tickets.assignTicket({ ticketId, agentId: ground.agentIds[step.to]! }, work);
      }
      if (step.kind === 'ignore') await tickets.ignoreTicket({ ticketId }, work);
      if (step.kind === 'seen') await tickets.markSeen(ticketId, work);
      if (step.kind === 'reply') {
        const { text, andThen } = step;
        await tickets.replyToTicket({ ticketId, text, andThen, uploadIds: [], cc: [] }, work);
      }
    });
    if (step.kind === 'reply') {
      const clock = { now: () => new Date(step.at) };
      const place = {
        channelAccountId: ground.channelAccountId,
        places: 1,
        perMinute: null,
        untriedOnly: false,
      };
      const claim = { places: [place], limit: 1, leaseMs: 1 };
      const [job] = await tickets.claimOutbound(claim, { db: platform.db, clock });
      await doAs(systemActor, step.at + step.sentAfterMs, (work) =>
        tickets.recordDelivery({ outboundId: job!.id, outcome: delivered }, work),
      );
    }
  }
}

/** Newest first. */
async function messageIdsOf(number: number, { platform }: TestApp): Promise<string[]> {
  const rows = await platform.db
    .selectFrom('messages')
    .innerJoin('tickets', 'tickets.id', 'messages.ticket_id')
    .select('messages.external_id')
    .where('tickets.number', '=', number)
    .where('messages.external_id', 'is not', null)
    .orderBy('messages.at', 'desc')
    .execute();
  return rows.map(({ external_id }) => external_id!);
}
