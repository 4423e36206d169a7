import type { Language } from '@ventanilla/contracts/common';
import * as contracts from '@ventanilla/contracts/mailbox-health';
import type { Actor } from '../../../../platform/actor.ts';
import { recordAudit } from '../../../../platform/audit.ts';
import { toInstant } from '../../../../platform/clock.ts';
import { AppError } from '../../../../platform/errors.ts';
import { describeProblem, type RouteBinding, route } from '../../../../platform/http/index.ts';
import type { Platform } from '../../../../platform/platform.ts';
import type { Work } from '../../../../platform/work.ts';
import { findBrand } from '../../../brand/index.ts';
import { listAgentsWhoMay } from '../../../identity/index.ts';
import { beginImport, type HistoryImport, latestImports, setImportState } from '../history/imports.store.ts';
import { previewHistory } from '../history/preview-history.ts';
import type { KnownAccounts } from '../mailboxes/known-accounts.ts';
import { findAccount } from '../mailboxes/mailboxes.store.ts';
import type { SignIns } from '../mailboxes/sign-ins.ts';
import {
  type ErrorRow,
  type HealthRow,
  midnightOf,
  readErrors,
  readHealth,
  readLag,
} from './mailbox-health.queries.ts';

const errorsMax = 12;
const dayMs = 86_400_000;

/** How mail arrives and leaves, and history that is taken in. */
export function mailboxHealthRoutes(
  platform: Platform,
  { accounts, signIns }: { accounts: KnownAccounts; signIns: SignIns },
): RouteBinding[] {
  const { db } = platform;
  return [
    route(contracts.getMailboxHealth, ({ language }) => showHealth(platform, language)),
    route(contracts.previewHistory, async ({ params, body, actor }) => {
      demandPerson(actor);
      const account = await findAccount({ id: params.mailboxId }, db);
      if (!account) throw new AppError('mailboxes.not_found');
      const openFrom = openFromOf(body, platform.clock.now());
      const preview = await previewHistory({ account, since: body.since, openFrom }, { db, signIns });
      return { ...preview, from: toInstant(preview.from), until: toInstant(preview.until) };
    }),
    route(contracts.startHistory, async ({ params, body, actor, transact, language }) => {
      demandPerson(actor);
      const shown = await transact(async (work) =>
        showImport(await start({ ...params, ...body }, work), language),
      );
      await accounts.changed();
      return shown;
    }),
    route(contracts.changeHistory, async ({ params, body, actor, transact, language }) => {
      demandPerson(actor);
      const shown = await transact(async (work) => {
        const job = await setImportState({ channelAccountId: params.mailboxId, state: body.state }, work);
        if (!job) throw new AppError('mailboxes.history_none');
        await audit({ mailboxId: params.mailboxId, state: body.state }, work);
        return showImport(job, language);
      });
      await accounts.changed();
      return shown;
    }),
  ];
}

/** What mail comes in is decided by people, as where it goes is. */
function demandPerson(actor: Actor) {
  if (actor.kind !== 'agent') throw new AppError('auth.forbidden');
}

/** The first day whose mail opens tickets that are open, as `YYYY-MM-DD`. */
function openFromOf({ openDays }: { openDays: number | null }, now: Date): string | null {
  return openDays === null ? null : new Date(now.getTime() - openDays * dayMs).toISOString().slice(0, 10);
}

async function start(
  input: { mailboxId: string; since: string | null; openDays: number | null },
  work: Work,
): Promise<HistoryImport> {
  const account = await findAccount({ id: input.mailboxId }, work.tx);
  if (!account) throw new AppError('mailboxes.not_found');
  if (!account.imap) throw new AppError('mailboxes.no_imap');
  const openFrom = openFromOf(input, work.now);
  const job = await beginImport({ channelAccountId: account.id, since: input.since, openFrom }, work);
  if (!job) throw new AppError('mailboxes.history_running');
  await audit({ mailboxId: account.id, state: 'started' }, work);
  return job;
}

function audit(input: { mailboxId: string; state: string }, work: Work): Promise<void> {
  const { mailboxId, state } = input;
  return recordAudit(
    { action: 'mailbox.history', subjectType: 'mailbox', subjectId: mailboxId, details: { state } },
    work,
  );
}

async function showHealth({ db, clock }: Platform, language: Language) {
  const now = clock.now();
  const brand = await findBrand(db);
  const midnight = await midnightOf({ now, timeZone: brand?.time_zone ?? 'UTC' }, db);
  const [rows, imports, lag, errors, told] = await Promise.all([
    readHealth({ now, midnight }, db),
    latestImports(db),
    readLag(now, db),
    readErrors({ now, limit: errorsMax }, db),
    listAgentsWhoMay({ permission: 'mailboxes:manage' }, db),
  ]);
  return {
    items: rows.map((row) => showMailbox(row, imports.get(row.id) ?? null, language)),
    lag: {
      seconds: lag.findLast(({ seconds }) => seconds !== null)?.seconds ?? null,
      points: lag.map(({ at, seconds }) => ({ at: toInstant(at), seconds })),
    },
    outgoing: showOutgoing(rows),
    errors: errors.map(showError),
    told: told.map(({ id, name }) => ({ id, name })),
  };
}

function showMailbox(
  row: HealthRow,
  history: HistoryImport | null,
  language: Language,
): contracts.MailboxHealth {
  const { last_error: problem, quota_used_bytes: usedBytes, quota_limit_bytes: limitBytes } = row;
  return {
    mailboxId: row.id,
    ...stateOf(row),
    lastFetchedAt: toInstant(row.last_fetched_at),
    lagSeconds: row.lag_seconds,
    today: row.today,
    quota: usedBytes === null || limitBytes === null ? null : { usedBytes, limitBytes },
    problem: problem && {
      code: problem.code,
      text: describeProblem(problem.code, problem.params, language),
    },
    outgoing: { waiting: row.waiting, stoppedSince: toInstant(row.stopped_since) },
    history: history && showImport(history, language),
  };
}

function stateOf(row: HealthRow): Pick<contracts.MailboxHealth, 'state' | 'since'> {
  if (row.state === 'paused') return { state: 'paused', since: null };
  if (!row.has_imap) return { state: 'direct', since: null };
  if (row.state === 'failing') return { state: 'failing', since: toInstant(row.failing_since) };
  if (row.asked_to_wait_since) return { state: 'waiting', since: toInstant(row.asked_to_wait_since) };
  if (row.well_since) return { state: 'well', since: toInstant(row.well_since) };
  return { state: 'starting', since: null };
}

function showOutgoing(rows: readonly HealthRow[]) {
  const earliest = (times: readonly (Date | null)[]) => {
    const known = times.filter((time) => time !== null).map((time) => time.getTime());
    return known.length === 0 ? null : toInstant(new Date(Math.min(...known)));
  };
  const isStopped = rows.some(({ stopped_since }) => stopped_since !== null);
  const isLocal = rows.every(({ has_smtp }) => !has_smtp);
  return {
    state: isStopped ? ('stopped' as const) : isLocal ? ('local' as const) : ('moving' as const),
    waiting: rows.reduce((sum, { waiting }) => sum + waiting, 0),
    oldestAt: earliest(rows.map(({ oldest_at }) => oldest_at)),
    nextTryAt: earliest(rows.map(({ next_try_at }) => next_try_at)),
  };
}

function showError(row: ErrorRow): contracts.MailError {
  return {
    kind: row.kind,
    cause: row.cause === null ? null : causeOf(row.cause),
    count: row.count,
    lastAt: toInstant(row.last_at),
    mailbox: { id: row.mailbox_id, address: row.address },
  };
}

/** `mailboxes.imap_silent` → `silent` */
function causeOf(code: string): contracts.ArrivalCause {
  const bare = code.replace(/^mailboxes\.(imap_)?/, '');
  return contracts.arrivalCauses.find((cause) => cause === bare) ?? 'other';
}

function showImport(job: HistoryImport, language: Language): contracts.HistoryImportShown {
  const { last_error: problem } = job;
  return {
    id: job.id,
    state: job.state,
    since: job.since,
    openFrom: job.open_from,
    total: job.total,
    done: job.done,
    problem: problem && describeProblem(problem.code, problem.params, language),
    startedAt: toInstant(job.created_at),
    finishedAt: toInstant(job.finished_at),
  };
}
