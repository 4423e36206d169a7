import { duration, fileSize } from '@ventanilla/web';
import { CircleAlert, CircleCheck, Clock, Loader, TriangleAlert } from 'lucide-react';
import { Chip, type Tone } from '../../../shared/components/chip.tsx';
import { TimeAgo } from '../../../shared/components/time-ago.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from '../shared/panel.module.css';
import { Rows } from '../shared/panel.tsx';
import type { BackupRun } from './backups.queries.ts';

const looks: Record<BackupRun['state'], { tone: Tone; icon: typeof Clock }> = {
  waiting: { tone: 'gris', icon: Clock },
  running: { tone: 'azul', icon: Loader },
  done: { tone: 'verde', icon: CircleCheck },
  incomplete: { tone: 'ambar', icon: TriangleAlert },
  failed: { tone: 'rojo', icon: CircleAlert },
};

/** The last copies, newest first: whether each was verified, how big and how long, and why not. */
export function BackupRuns({ runs }: { runs: readonly BackupRun[] }) {
  const { t } = useTranslation(['backups', 'settings']);
  return (
    <section className={classes.group}>
      <h3>{t('runs')}</h3>
      {runs.length === 0 ? (
        <p className={classes.sub}>{t('none')}</p>
      ) : (
        <Rows label={t('runs')}>
          {runs.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </Rows>
      )}
    </section>
  );
}

function RunRow({ run }: { run: BackupRun }) {
  const { t } = useTranslation(['backups', 'settings']);
  const format = useFormat();
  const { tone, icon: Icon } = looks[run.state];
  const took =
    run.startedAt && run.endedAt ? duration(Date.parse(run.endedAt) - Date.parse(run.startedAt)) : null;
  const facts = [
    run.askedBy === null ? t('byClock') : t('by', { name: run.askedBy }),
    run.rows === null ? null : t('rows', { rows: run.rows.toLocaleString(format.language) }),
    run.files === null ? null : t('files', { count: run.files }),
    run.addedBytes === null ? null : t('added', { size: fileSize(run.addedBytes, format) }),
    took === null || run.state === 'failed' ? null : t('took', { time: took }),
  ].filter((fact) => fact !== null);
  return (
    <li>
      <div className={classes.main}>
        <b>
          <TimeAgo at={run.startedAt ?? run.askedAt} />
        </b>
        <span className={classes.sub}>{facts.join(' · ')}</span>
        {run.copyId === null ? null : <span className={`${classes.sub} ${classes.mono}`}>{run.copyId}</span>}
      </div>
      <div className={classes.side}>
        <Chip tone={tone} icon={<Icon size={14} strokeWidth={1.75} aria-hidden />}>
          {t(`state.${run.state}`)}
        </Chip>
      </div>
      {run.failure === null ? null : (
        <p className={run.state === 'failed' ? classes.said : classes.note}>{t(`failure.${run.failure}`)}</p>
      )}
      {run.removed ? <p className={classes.detail}>{t('removed')}</p> : null}
    </li>
  );
}
