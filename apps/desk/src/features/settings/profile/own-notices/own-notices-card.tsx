import { Checkbox, Switch } from '@mantine/core';
import { type NoticeChoices, type NotificationKind, type NotificationWay } from '@ventanilla/web';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { notifyProblem } from '../../../../shared/notify.tsx';
import { usePreferences } from '../../../../shared/session/save-preferences.ts';
import { useMe } from '../../../../shared/session/session.ts';
import panel from '../../shared/panel.module.css';
import { Card } from '../card.tsx';
import { MailDigestField } from './mail-digest-field.tsx';
import classes from './own-notices.module.css';
import { QuietFields } from './quiet-fields.tsx';
import { sentencesOf } from './sentences.ts';

const ways = ['app', 'sound', 'desktop', 'email'] as const satisfies readonly NotificationWay[];
const kinds = ['assigned', 'reassigned', 'answered', 'warned', 'breached', 'duty', 'mailbox'] as const;
const usualQuiet = { from: '20:00', to: '08:00', restDays: [] };

/** What one gets to know and how; each choice holds as soon as it is made, and is told in words below. */
export function OwnNoticesCard() {
  const { t } = useTranslation('notifications');
  const { permissions } = useMe();
  const { preferences, save } = usePreferences();
  const { notices } = preferences;
  const keepsMailboxes = permissions.includes('mailboxes:manage');
  const shown = kinds.filter((kind) => kind !== 'mailbox' || keepsMailboxes);
  const change = (said: Partial<NoticeChoices>) =>
    void save({ notices: { ...notices, ...said } }).catch(notifyProblem);
  return (
    <Card title={t('own.title')} lead={t('own.lead')} setting="notices">
      <KindsTable kinds={shown} notices={notices} onChange={change} />
      <p className={classes.note}>{t('own.departments')}</p>
      <div className={panel.fields}>
        <Switch
          label={t('own.quiet')}
          description={t('own.quietText')}
          checked={notices.quiet !== null}
          onChange={(event) => change({ quiet: event.currentTarget.checked ? usualQuiet : null })}
        />
        {notices.quiet ? (
          <QuietFields notices={{ ...notices, quiet: notices.quiet }} onChange={change} />
        ) : null}
        <MailDigestField digest={notices.digest} onChange={(digest) => change({ digest })} />
      </div>
      <div className={classes.words}>
        <h3>{t('own.words')}</h3>
        <ul>
          {sentencesOf({ preferences, kinds: shown }, t).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
    </Card>
  );
}

interface KindsTableProps {
  kinds: readonly NotificationKind[];
  notices: NoticeChoices;
  onChange(said: Partial<NoticeChoices>): void;
}

function KindsTable({ kinds: shown, notices, onChange }: KindsTableProps) {
  const { t } = useTranslation('notifications');
  const set = (kind: NotificationKind, way: NotificationWay, isOn: boolean) =>
    onChange({ kinds: { ...notices.kinds, [kind]: { ...notices.kinds[kind], [way]: isOn } } });
  return (
    <table className={classes.table} aria-label={t('own.table')}>
      <thead>
        <tr>
          <th scope="col">{t('own.kind')}</th>
          {ways.map((way) => (
            <th key={way} scope="col">
              {t(`own.way.${way}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map((kind) => (
          <tr key={kind}>
            <th scope="row">{t(`own.kinds.${kind}`)}</th>
            {ways.map((way) => (
              <td key={way}>
                {kind === 'mailbox' && way === 'email' ? (
                  <span className={classes.always}>{t('own.always')}</span>
                ) : (
                  <Checkbox
                    aria-label={t('own.cell', { kind: t(`own.kinds.${kind}`), way: t(`own.way.${way}`) })}
                    checked={notices.kinds[kind][way]}
                    onChange={(event) => set(kind, way, event.currentTarget.checked)}
                  />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
