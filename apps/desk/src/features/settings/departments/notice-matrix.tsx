import { Checkbox } from '@mantine/core';
import type { Notices, NoticeTo } from '@ventanilla/web';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from './notice-matrix.module.css';
import { chosenOf, noticeFor, whoOf } from './people.rules.ts';
import { useFlags } from './use-flags.ts';
import { WhoField } from './who-field.tsx';

/** In the order of a ticket's life; flags stand between. */
const before = ['created', 'assigned'] as const;
const after = ['customer_wrote', 'closed'] as const;
const readers = ['assigners', 'owner', 'closers'] as const;

interface NoticeMatrixProps {
  /** Of whom it is, for whoever listens. */
  label: string;
  notices: Notices;
  /** A line has nobody who assigns or closes: what it does not say is not told. */
  isOfLine?: boolean;
  onChange(notices: Notices): void;
}

/** Whom an event is told by mail: one row for each event. */
export function NoticeMatrix({ label, notices, isOfLine = false, onChange }: NoticeMatrixProps) {
  const { t } = useTranslation('departments');
  const flags = useFlags();
  const said = (event: (typeof before)[number] | (typeof after)[number]) => ({
    event,
    name: t(`notices.${event}`),
  });
  const rows = [
    ...before.map(said),
    ...flags.map(({ key, name }) => ({ event: `flag:${key}`, name: t('notices.flagged', { flag: name }) })),
    ...after.map(said),
  ];
  return (
    <div className={classes.scroller} tabIndex={0} role="region" aria-label={label}>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">{t('notices.when')}</th>
            {readers.map((reader) => (
              <th key={reader} scope="col">
                {t(`notices.${reader}`)}
              </th>
            ))}
            <th scope="col">{t('notices.customer')}</th>
            <th scope="col" className={classes.othersHead}>
              {t('notices.others')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ event, name }) => (
            <NoticeRow
              key={event}
              name={name}
              event={event}
              row={isOfLine ? (notices[event] ?? noticeFor({}, '')) : noticeFor(notices, event)}
              onChange={(next) => onChange({ [event]: next })}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface NoticeRowProps {
  event: string;
  name: string;
  row: NoticeTo;
  onChange(row: NoticeTo): void;
}

function NoticeRow({ event, name, row, onChange }: NoticeRowProps) {
  const { t } = useTranslation('departments');
  const tick = (reader: (typeof readers)[number] | 'customer') => (
    <Checkbox
      size="xs"
      aria-label={t('notices.tell', { event: name, who: t(`notices.${reader}`) })}
      checked={row[reader]}
      onChange={({ currentTarget }) => onChange({ ...row, [reader]: currentTarget.checked })}
    />
  );
  const never = t(event === 'created' ? 'notices.customerByMailbox' : 'notices.customerNever');
  return (
    <tr>
      <th scope="row">{name}</th>
      {readers.map((reader) => (
        <td key={reader} className={classes.tick} data-who={t(`notices.${reader}`)}>
          {tick(reader)}
        </td>
      ))}
      <td className={classes.tick} data-who={t('notices.customer')}>
        {event === 'closed' ? (
          tick('customer')
        ) : (
          <span className={classes.never} title={never} role="img" aria-label={never}>
            —
          </span>
        )}
      </td>
      <td className={classes.othersCell}>
        <WhoField
          label={t('notices.addOthers', { event: name })}
          placeholder={t('notices.nobodyElse')}
          chosen={chosenOf({ agentIds: row.agentIds, teamIds: row.teamIds })}
          byTicket={false}
          onChange={(chosen) => {
            const { agentIds, teamIds } = whoOf(chosen);
            onChange({ ...row, agentIds, teamIds });
          }}
        />
      </td>
    </tr>
  );
}
