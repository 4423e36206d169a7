import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { RoutineRun, RoutineRunItem } from '@ventanilla/contracts/routine-runs';
import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import { EmptyState } from '../../shared/components/empty-state.tsx';
import { FailedState } from '../../shared/components/failed-state.tsx';
import { SkeletonCards } from '../../shared/components/skeleton.tsx';
import { useDelayed } from '../../shared/hooks/use-delayed.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { useHolds } from '../../shared/session/session.ts';
import { sectionsOf } from './duties.rules.ts';
import { DutyCard } from './duty-card.tsx';
import type { ItemCommands } from './duty-item.tsx';
import { PastDuties } from './past-duties.tsx';
import classes from './routines.module.css';
import { myRunsQuery } from './routines.queries.ts';
import { useDuties, useDutiesLive } from './use-duties.ts';
import { useDutyKeys } from './use-duty-keys.ts';
import { WordsDialog } from './words-dialog.tsx';

interface Asking {
  what: 'note' | 'skip';
  run: RoutineRun;
  items: readonly RoutineRunItem[];
}

/** One's own duties: today's with their items first, then what is due later, then what is over. */
export function RoutinesView() {
  const query = useQuery(myRunsQuery);
  const isSlow = useDelayed(query.isPending);
  useDutiesLive();
  if (query.isError && !query.data)
    return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return isSlow ? <SkeletonCards count={3} /> : null;
  return <Duties runs={query.data} />;
}

function Duties({ runs }: { runs: readonly RoutineRun[] }) {
  const { t } = useTranslation('routines');
  const [asking, ask] = useState<Asking | null>(null);
  const queryClient = useQueryClient();
  const duties = useDuties();
  const commands: ItemCommands = {
    toggle: (run, item) => {
      if (item.filterText !== null && item.state === 'open') return;
      const state = item.state === 'open' ? 'done' : 'open';
      duties.settle(run, { itemIds: [item.id], state });
    },
    note: (run, item) => item.state !== 'open' && ask({ what: 'note', run, items: [item] }),
    skip: (run, items) => items.some(({ state }) => state === 'open') && ask({ what: 'skip', run, items }),
  };
  useDutyKeys(() => queryClient.getQueryData(myRunsQuery.queryKey) ?? runs, {
    ...commands,
    undo: duties.undo,
  });
  const save = (words: string) => {
    if (!asking) return;
    const { what, run, items } = asking;
    const itemIds = items.map(({ id }) => id);
    const said = items.length > 1 ? t('done.skippedAll', run) : t('done.skipped', { text: items[0]!.text });
    if (what === 'skip') duties.settle(run, { itemIds, state: 'skipped', note: words }, said);
    else duties.settle(run, { itemIds, state: items[0]!.state, note: words }, t('done.noted'));
    ask(null);
  };
  const { now, later, past } = sectionsOf(runs);
  if (runs.length === 0) return <NoDuties />;
  return (
    <div className={classes.page}>
      <Section title={t('sections.now')} runs={now} empty={t('empty.today')} {...commands} />
      {later.length > 0 ? <Section title={t('sections.later')} runs={later} {...commands} /> : null}
      {past.length > 0 ? <PastDuties runs={past} /> : null}
      {asking ? (
        <WordsDialog
          what={asking.what}
          about={asking.items.length > 1 ? asking.run.name : asking.items[0]!.text}
          words={asking.what === 'note' ? asking.items[0]!.note : ''}
          onClose={() => ask(null)}
          onSave={save}
        />
      ) : null}
    </div>
  );
}

interface SectionProps extends ItemCommands {
  title: string;
  runs: readonly RoutineRun[];
  empty?: string;
}

function Section({ title, runs, empty, ...commands }: SectionProps) {
  return (
    <section className={classes.section} aria-label={title}>
      <h2>{title}</h2>
      {runs.length === 0 ? <p className={classes.none}>{empty}</p> : null}
      <ul className={classes.duties}>
        {runs.map((run) => (
          <DutyCard key={run.id} run={run} {...commands} />
        ))}
      </ul>
    </section>
  );
}

function NoDuties() {
  const { t } = useTranslation('routines');
  const mayManage = useHolds('routines:manage');
  return (
    <EmptyState icon={<ListChecks />} tone="verde" title={t('empty.title')} text={t('empty.text')}>
      {mayManage ? (
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/settings/$section" params={{ section: 'routines' }} {...props} />}
        >
          {t('empty.manage')}
        </Button>
      ) : null}
    </EmptyState>
  );
}
