import type { ReprocessFilter } from '../modules/channels/index.ts';
import type { CliCommand } from './cli-command.ts';
import type { Flags } from './flags.ts';
import { exitUsage, RefusedStart, type Say } from './words.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Received mail is read again from its originals; see `reprocessMails`. */
export const reprocessMail: CliCommand = {
  words: 'mail reprocess',
  flags: {
    ids: 'value',
    mailbox: 'value',
    since: 'value',
    until: 'value',
    after: 'value',
    'dry-run': 'switch',
  },
  check({ flags, say }) {
    filterOf(flags, say);
  },
  async run({ platform, flags, say, print }) {
    // Reading mail loads what the other commands never need.
    const { reprocessMails } = await import('../modules/channels/index.ts');
    const dryRun = flags['dry-run'] === true;
    const counts = await reprocessMails(
      { filter: filterOf(flags, say), dryRun },
      platform,
      ({ counts: soFar, lastId }) =>
        print(say('cli.reprocess_progress', { done: sum(soFar), changed: soFar.changed, lastId })),
    );
    return say(dryRun ? 'cli.reprocess_tried' : 'cli.reprocess_done', { ...counts, done: sum(counts) });
  },
};

const sum = (counts: Record<string, number>) =>
  Object.values(counts).reduce((total, count) => total + count, 0);

/** Throws RefusedStart for a filter that is none, and for none at all: everything is never meant by accident. */
function filterOf(flags: Flags, say: Say): ReprocessFilter {
  const filter: ReprocessFilter = {};
  const refuse = (flag: string) =>
    new RefusedStart(say('cli.wrong_value', { flag: `--${flag}` }), { exitCode: exitUsage });
  const text = (flag: string) => {
    const value = flags[flag];
    return typeof value === 'string' ? value.trim() : null;
  };
  const ids = text('ids');
  if (ids !== null) {
    filter.ids = ids.split(',').map((id) => id.trim());
    if (!filter.ids.every((id) => uuid.test(id))) throw refuse('ids');
  }
  const mailbox = text('mailbox');
  if (mailbox !== null) filter.mailbox = mailbox;
  for (const flag of ['since', 'until'] as const) {
    const value = text(flag);
    if (value === null) continue;
    const at = new Date(value);
    if (Number.isNaN(at.getTime())) throw refuse(flag);
    filter[flag] = at;
  }
  if (Object.keys(filter).length === 0) {
    throw new RefusedStart(say('cli.reprocess_what'), { exitCode: exitUsage });
  }
  const after = text('after');
  if (after !== null) {
    if (!uuid.test(after)) throw refuse('after');
    filter.after = after;
  }
  return filter;
}
