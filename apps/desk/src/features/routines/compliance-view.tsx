import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  type ComplianceRow,
  complianceDays,
  type RoutineCompliance,
} from '@ventanilla/contracts/routine-runs';
import { dayAndTime } from '@ventanilla/web';
import { UsersRound } from 'lucide-react';
import { useState } from 'react';
import { Chip } from '../../shared/components/chip.tsx';
import { EmptyState } from '../../shared/components/empty-state.tsx';
import { FailedState } from '../../shared/components/failed-state.tsx';
import { SkeletonCards } from '../../shared/components/skeleton.tsx';
import { useDelayed } from '../../shared/hooks/use-delayed.ts';
import { useFormat } from '../../shared/hooks/use-format.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import classes from './compliance.module.css';
import { rateOf } from './duties.rules.ts';
import page from './routines.module.css';
import { complianceQuery } from './routines.queries.ts';

const figures = ['inTime', 'late', 'missed', 'skipped', 'overdue'] as const;

/** How those one looks after keep their routines in the last days, and what was left undone. */
export function ComplianceView() {
  const { t } = useTranslation('routines');
  const [days, choose] = useState<number>(7);
  const query = useQuery(complianceQuery(days));
  const isSlow = useDelayed(query.isPending);
  return (
    <div className={page.page}>
      <div className={classes.periods} role="group" aria-label={t('team.period')}>
        {complianceDays.map((count) => (
          <UnstyledButton
            key={count}
            className={classes.period}
            aria-pressed={count === days}
            onClick={() => choose(count)}
          >
            {t('team.days', { count })}
          </UnstyledButton>
        ))}
      </div>
      {query.isError && !query.data ? (
        <FailedState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data ? (
        <Compliance data={query.data} />
      ) : isSlow ? (
        <SkeletonCards count={3} />
      ) : null}
    </div>
  );
}

function Compliance({ data: { rows, notKept } }: { data: RoutineCompliance }) {
  const { t } = useTranslation('routines');
  if (rows.length === 0)
    return <EmptyState icon={<UsersRound />} title={t('team.emptyTitle')} text={t('team.emptyText')} />;
  const people = [...new Map(rows.map(({ agentId, agentName }) => [agentId, agentName]))].sort((a, b) =>
    a[1].localeCompare(b[1], 'es'),
  );
  return (
    <>
      <p className={classes.hint}>{t('team.note')}</p>
      {people.map(([agentId, name]) => (
        <Person key={agentId} name={name} rows={rows.filter((row) => row.agentId === agentId)} />
      ))}
      <NotKept items={notKept} />
    </>
  );
}

function Person({ name, rows }: { name: string; rows: readonly ComplianceRow[] }) {
  const { t } = useTranslation('routines');
  const rate = rateOf(rows);
  return (
    <section className={classes.person} aria-label={name}>
      <header>
        <h2>{name}</h2>
        <Chip tone={rate === null ? 'gris' : rate >= 90 ? 'verde' : rate >= 70 ? 'ambar' : 'rojo'}>
          {rate === null ? t('team.noRate') : t('team.rate', { rate })}
        </Chip>
      </header>
      <table className={classes.table} aria-label={t('team.table', { name })}>
        <thead>
          <tr>
            <th scope="col">{t('team.routine')}</th>
            {figures.map((figure) => (
              <th key={figure} scope="col">
                {t(`team.${figure}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.routineId}>
              <th scope="row">{row.routineName}</th>
              {figures.map((figure) => (
                <td key={figure} data-label={t(`team.${figure}`)} data-zero={row[figure] === 0}>
                  {row[figure]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function NotKept({ items }: { items: RoutineCompliance['notKept'] }) {
  const { t } = useTranslation('routines');
  const format = useFormat();
  return (
    <section className={page.section} aria-label={t('team.notKept')}>
      <h2>{t('team.notKept')}</h2>
      {items.length === 0 ? <p className={page.none}>{t('team.nothingMissed')}</p> : null}
      <ul className={page.past} hidden={items.length === 0}>
        {items.map(({ id, agentName, name, dueAt, state, items: left }) => (
          <li key={id}>
            <details>
              <summary>
                <span className={page.pastName}>
                  {agentName} · {name}
                </span>
                <Chip tone={state === 'missed' ? 'rojo' : 'gris'}>{t(`state.${state}`)}</Chip>
                <span className={page.count}>{t('team.was', { when: dayAndTime(dueAt, format) })}</span>
              </summary>
              <ul className={classes.left}>
                {left.map(({ text, note }) => (
                  <li key={text}>
                    {text}
                    {note ? <span>{note}</span> : null}
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
