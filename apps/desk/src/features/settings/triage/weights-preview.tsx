import { useQuery } from '@tanstack/react-query';
import { rankTriage, type TriageWeights } from '@ventanilla/contracts/triage.rules';
import { ticketNumber } from '@ventanilla/web';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { Loaded } from '../shared/panel.tsx';
import { SettingsAside } from '../shared/settings-aside.tsx';
import classes from './triage-settings.module.css';
import { presentQueueQuery } from './triage-settings.queries.ts';

/** Tickets of the queue that are shown. */
const shownMax = 12;

/** One's own queue as it would be, and how far each ticket moves. */
export function WeightsPreview({ before, after }: { before: TriageWeights; after: TriageWeights }) {
  const { t } = useTranslation('triage');
  const query = useQuery(presentQueueQuery);
  const tried = useDeferredValue(after);
  const moved = useMemo(() => {
    const { items = [], at } = query.data ?? {};
    if (!at) return [];
    const now = new Date(at);
    const old = rankTriage(items, before, now).map(({ id }) => id);
    return rankTriage(items, tried, now).map((item, place) => ({ item, by: old.indexOf(item.id) - place }));
  }, [query.data, before, tried]);
  const count = moved.filter(({ by }) => by !== 0).length;
  return (
    <SettingsAside label={t('settings.preview')}>
      <section className={classes.preview}>
        <h3>{t('settings.preview')}</h3>
        <Loaded query={query}>
          {() =>
            moved.length === 0 ? (
              <p className={classes.quiet}>{t('settings.previewEmpty')}</p>
            ) : (
              <>
                <p className={classes.quiet} role="status">
                  {count === 0 ? t('settings.previewSame') : t('settings.previewMoved', { count })}
                </p>
                <ol>
                  {moved.slice(0, shownMax).map(({ item, by }) => (
                    <li key={item.id}>
                      <span className={classes.subject} title={ticketNumber(item.card.number)}>
                        {item.card.subject}
                      </span>
                      <Move by={by} />
                    </li>
                  ))}
                </ol>
              </>
            )
          }
        </Loaded>
      </section>
    </SettingsAside>
  );
}

function Move({ by }: { by: number }) {
  const { t } = useTranslation('triage');
  if (by === 0) return <span className={classes.quiet}>{t('settings.same')}</span>;
  const Icon = by > 0 ? ArrowUp : ArrowDown;
  return (
    <span className={classes.move} data-way={by > 0 ? 'up' : 'down'}>
      <Icon size={12} strokeWidth={2} aria-hidden />
      {t(by > 0 ? 'settings.up' : 'settings.down', { count: Math.abs(by) })}
    </span>
  );
}
