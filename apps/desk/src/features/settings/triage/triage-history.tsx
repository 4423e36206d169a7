import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TriageSettings } from '@ventanilla/contracts/triage';
import { defaultTriageWeights, triageFactors } from '@ventanilla/contracts/triage.rules';
import { ticketNumber } from '@ventanilla/web';
import { TimeAgo } from '../../../shared/components/time-ago.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import panel from '../shared/panel.module.css';
import { Loaded, Rows } from '../shared/panel.tsx';
import classes from './triage-settings.module.css';
import { disagreementsQuery } from './triage-settings.queries.ts';

/** Who changed which weights, newest first. */
export function WeightChanges({ settings: { changes } }: { settings: TriageSettings }) {
  const { t } = useTranslation('triage');
  if (changes.length === 0) return <p className={classes.quiet}>{t('settings.noChanges')}</p>;
  return (
    <Rows label={t('settings.changes')}>
      {changes.map(({ version, weights, at, agentName }, index) => {
        const before = changes[index + 1]?.weights ?? defaultTriageWeights;
        const said = triageFactors
          .filter((factor) => weights[factor] !== before[factor])
          .map((factor) =>
            t('settings.changed', {
              factor: t(`factors.${factor}`),
              from: before[factor],
              to: weights[factor],
            }),
          );
        return (
          <li key={version}>
            <span className={panel.main}>
              <b>{agentName}</b>
              <span className={panel.sub}>{said.join(' · ')}</span>
            </span>
            <span className={panel.side}>
              <TimeAgo at={at} />
            </span>
          </li>
        );
      })}
    </Rows>
  );
}

/** Where people wanted a ticket instead, and why. */
export function Disagreements() {
  const { t } = useTranslation('triage');
  const query = useQuery(disagreementsQuery);
  return (
    <Loaded query={query}>
      {(items) =>
        items.length === 0 ? (
          <p className={classes.quiet}>{t('settings.noDisagreements')}</p>
        ) : (
          <Rows label={t('settings.disagreements')}>
            {items.map(({ agentName, ticket, placement, reason, at }) => (
              <li key={`${ticket.id} ${at}`}>
                <span className={panel.main}>
                  <b>{reason}</b>
                  <span className={panel.sub}>
                    {agentName} · {t(`disagree.${placement}`)} ·{' '}
                    <Link to="/tickets/$ticketId" params={{ ticketId: ticket.id }}>
                      {ticketNumber(ticket.number)} {ticket.subject}
                    </Link>
                  </span>
                </span>
                <span className={panel.side}>
                  <TimeAgo at={at} />
                </span>
              </li>
            ))}
          </Rows>
        )
      }
    </Loaded>
  );
}
