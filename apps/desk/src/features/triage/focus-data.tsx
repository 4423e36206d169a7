import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TriageItem } from '@ventanilla/contracts/triage';
import { ticketNumber } from '@ventanilla/web';
import { useClassification } from '../../shared/classification/classification.ts';
import { Avatar } from '../../shared/components/avatar.tsx';
import { Chip, toneOf } from '../../shared/components/chip.tsx';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { openTicketsQuery } from '../../shared/tickets/open-tickets.ts';
import { useStatuses } from '../../shared/tickets/status-labels.ts';
import { ticketQuery } from '../../shared/tickets/ticket-query.ts';
import classes from './focus.module.css';
import type { Advice } from './use-advice.ts';

/** Open tickets beside it that are shown. */
const similarMax = 3;

/** What is known of the ticket, who might have it, and what else is open of the same people. */
export function FocusData({ item: { card }, advice }: { item: TriageItem; advice: Advice }) {
  const { t } = useTranslation('triage');
  const { definitions, nameOf } = useClassification();
  const { labelOf } = useStatuses();
  const { data: detail } = useQuery(ticketQuery(card.id));
  const organizationId = detail?.contact.organization?.id;
  const { data: open = [] } = useQuery(
    openTicketsQuery(organizationId ? { organizationId } : { contactId: detail?.contact.id }),
  );
  const similar = open.filter(({ id }) => id !== card.id);
  const type = definitions.types.find(({ key }) => key === detail?.classification.typeKey);
  return (
    <section className={classes.data} aria-label={t('data.label')}>
      <h3>{t('data.label')}</h3>
      <dl>
        <dt>{t('data.status')}</dt>
        <dd>{labelOf(card.status.key)}</dd>
        <dt>{t('data.type')}</dt>
        <dd>
          {type ? nameOf(type) : null}
          {detail && !detail.classification.typeKey ? (
            <span className={classes.none}>{t('data.noType')}</span>
          ) : null}
        </dd>
        <dt>{t('data.priority')}</dt>
        <dd>
          {card.priority ? (
            <Chip tone={toneOf[card.priority.colour] ?? 'gris'}>{card.priority.name}</Chip>
          ) : (
            <span className={classes.none}>{t('data.none')}</span>
          )}
        </dd>
        {card.department ? (
          <>
            <dt>{t('data.department')}</dt>
            <dd>{card.department.name}</dd>
          </>
        ) : null}
        <dt>{t('data.owner')}</dt>
        <dd>
          {card.owner ? (
            <>
              <Avatar name={card.owner.name} /> {card.owner.name}
            </>
          ) : (
            <span className={classes.none}>{t('data.nobody')}</span>
          )}
        </dd>
        {advice.owner ? (
          <>
            <dt>{t('data.advice')}</dt>
            <dd>
              <span>
                {advice.owner.name}
                <small>{advice.owner.why}</small>
              </span>
            </dd>
          </>
        ) : null}
        {similar.length > 0 ? (
          <>
            <dt>{t('data.similar')}</dt>
            <dd className={classes.similar}>
              {similar.slice(0, similarMax).map(({ id, number, subject }) => (
                <Link key={id} to="/tickets/$ticketId" params={{ ticketId: id }} title={subject}>
                  <span>{ticketNumber(number)}</span> {subject}
                </Link>
              ))}
              {similar.length > similarMax ? (
                <small>{t('queue.more', { count: similar.length - similarMax })}</small>
              ) : null}
            </dd>
          </>
        ) : null}
      </dl>
    </section>
  );
}
