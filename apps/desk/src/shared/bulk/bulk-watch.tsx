import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type BulkRun, isProblem } from '@ventanilla/web';
import { Suspense, useEffect, useEffectEvent, useState } from 'react';
import { lazyPart } from '../components/lazy-part.ts';
import { useDelayed } from '../hooks/use-delayed.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { notifyDone, notifyNews, notifyProblem, notifyUndoable } from '../notify.tsx';
import { bulkRequests, bulkRunQuery, bulkRunsQuery, isOver } from './bulk.queries.ts';
import { bulkLayer, useBulkLayer } from './bulk-layer.ts';
import classes from './bulk-watch.module.css';
import { undoRun } from './undo-run.ts';
import { useRunWords } from './use-action-words.ts';
import { useNumbers } from './use-numbers.ts';

const RunFailures = lazyPart(async () => ({ default: (await import('./run-failures.tsx')).RunFailures }));
const RecentRuns = lazyPart(async () => ({ default: (await import('./recent-runs.tsx')).RecentRuns }));

/** On every page: how far one's own runs are, how they ended, and what is open of them. */
export function BulkWatch() {
  const { followed, open } = useBulkLayer();
  const close = () => bulkLayer.show(null);
  return (
    <>
      <div className={classes.place}>
        {followed.map((runId) => (
          <FollowedRun key={runId} runId={runId} />
        ))}
      </div>
      <Suspense>
        {open === 'recent' ? <RecentRuns onClose={close} /> : null}
        {open !== null && open !== 'recent' ? <RunFailures runId={open.runId} onClose={close} /> : null}
      </Suspense>
    </>
  );
}

function FollowedRun({ runId }: { runId: string }) {
  const queryClient = useQueryClient();
  const tell = useTellResult();
  const { data: run, error } = useQuery(bulkRunQuery(runId));
  const end = useEffectEvent((ended: BulkRun) => {
    bulkLayer.forget(runId);
    void queryClient.invalidateQueries({ queryKey: bulkRunsQuery.queryKey });
    tell(ended);
  });
  useEffect(() => {
    if (run && isOver(run)) end(run);
  }, [run]);
  useEffect(() => {
    if (isProblem(error, 'bulk.not_found')) bulkLayer.forget(runId);
  }, [error, runId]);
  const shows = useDelayed(run !== undefined && !isOver(run));
  return shows && run ? <RunSnack run={run} /> : null;
}

/** Says how a run ended, with what can be done about it. */
function useTellResult(): (run: BulkRun) => void {
  const { t } = useTranslation('bulk');
  const { number } = useNumbers();
  return (run) => {
    const key = run.undoOf === null ? 'done.changed' : 'done.undone';
    const parts = [
      run.changed > 0 ? t(key, { count: run.changed, total: number(run.changed) }) : t('done.nothing'),
      ...(run.failed > 0 ? [t('done.failed', { count: run.failed, total: number(run.failed) })] : []),
      ...(run.state === 'cancelled' ? [t('done.stopped')] : []),
    ];
    const message = parts.join(', ');
    const see =
      run.failed > 0
        ? {
            label: t('done.see', { count: run.failed, total: number(run.failed) }),
            run: () => bulkLayer.show({ runId: run.id }),
          }
        : undefined;
    if (run.canUndo) notifyUndoable(message, { label: t('done.undo'), run: () => void undoRun(run.id) }, see);
    else if (see) notifyNews(message, see);
    else notifyDone(message);
  };
}

function RunSnack({ run }: { run: BulkRun }) {
  const { t } = useTranslation('bulk');
  const { number } = useNumbers();
  const wordsOf = useRunWords();
  const [isStopping, setStopping] = useState(false);
  const done = run.changed + run.unchanged + run.failed;
  const what = wordsOf(run);
  const text =
    run.state === 'queued'
      ? t('progress.waiting', { what })
      : t('progress.running', { what, done: number(done), total: number(run.total) });
  const stop = () => {
    setStopping(true);
    bulkRequests.cancel(run.id).catch((error: unknown) => {
      setStopping(false);
      notifyProblem(error);
    });
  };
  return (
    <section className={classes.snack} aria-label={t('progress.label')}>
      <span className={classes.words}>{text}</span>
      <div
        className={classes.track}
        role="progressbar"
        aria-label={what}
        aria-valuemin={0}
        aria-valuemax={run.total}
        aria-valuenow={done}
        aria-valuetext={text}
      >
        <span style={{ transform: `scaleX(${run.total === 0 ? 0 : done / run.total})` }} />
      </div>
      <button type="button" className={classes.stop} aria-disabled={isStopping} onClick={stop}>
        {t(isStopping ? 'progress.stopping' : 'progress.stop')}
      </button>
    </section>
  );
}
