import { useQuery } from '@tanstack/react-query';
import { duration, type MailError } from '@ventanilla/web';
import { CircleX, MailX, PackageX, Repeat, Undo2 } from 'lucide-react';
import { Avatar } from '../../../../shared/components/avatar.tsx';
import { Chip } from '../../../../shared/components/chip.tsx';
import { useFormat } from '../../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { SettingsAside } from '../../shared/settings-aside.tsx';
import classes from './health.module.css';
import { LagLine } from './lag-line.tsx';
import { mailboxHealthQuery } from './mailbox-health.queries.ts';
import { useWhen } from './use-when.ts';

type Health = Awaited<ReturnType<NonNullable<(typeof mailboxHealthQuery)['queryFn']>>>;

/** Beside the mailboxes: how long mail takes, what waits to leave, what went wrong, and who is told. */
export function HealthAside() {
  const { t } = useTranslation('settings');
  const { data } = useQuery(mailboxHealthQuery);
  if (!data) return null;
  return (
    <SettingsAside label={t('sections.mailboxes')}>
      <Lag lag={data.lag} />
      <Outgoing outgoing={data.outgoing} />
      <Errors errors={data.errors} />
      <Told told={data.told} />
    </SettingsAside>
  );
}

const units = [
  { name: 'hours', seconds: 3600 },
  { name: 'minutes', seconds: 60 },
] as const;

/** The largest of which there are two at least. */
const unitOf = (seconds: number) =>
  units.find((unit) => seconds >= 2 * unit.seconds) ?? ({ name: 'seconds', seconds: 1 } as const);

function Lag({ lag }: Pick<Health, 'lag'>) {
  const { t } = useTranslation('arrival');
  const { seconds } = lag;
  const unit = unitOf(seconds ?? 0);
  const count = Math.round((seconds ?? 0) / unit.seconds);
  return (
    <section className={classes.section}>
      <h3>
        {t('lag.title')} <span>{t('lag.span')}</span>
      </h3>
      {seconds === null ? (
        <p className={classes.hint}>{t('lag.none')}</p>
      ) : (
        <>
          <p className={classes.figure}>
            <b>{count}</b> <span>{t(`lag.${unit.name}`, { count })}</span>
            <span className={classes.goal}>{t('lag.goal')}</span>
          </p>
          <LagLine points={lag.points.map((point) => point.seconds)} />
        </>
      )}
    </section>
  );
}

const outgoingTones = { moving: 'verde', stopped: 'rojo', local: 'azul' } as const;

function Outgoing({ outgoing }: Pick<Health, 'outgoing'>) {
  const { t } = useTranslation('arrival');
  const { now } = useFormat();
  const { state, waiting, oldestAt, nextTryAt } = outgoing;
  const since = (iso: string) => now.getTime() - new Date(iso).getTime();
  return (
    <section className={classes.section}>
      <h3>
        {t('outgoing.title')} <Chip tone={outgoingTones[state]}>{t(`outgoing.state.${state}`)}</Chip>
      </h3>
      <dl className={classes.facts}>
        <dt>{t('outgoing.waiting')}</dt>
        <dd>{waiting}</dd>
        {oldestAt ? (
          <>
            <dt>{t('outgoing.oldest')}</dt>
            <dd>{duration(since(oldestAt))}</dd>
          </>
        ) : null}
        {nextTryAt ? (
          <>
            <dt>{t('outgoing.next')}</dt>
            <dd>
              {since(nextTryAt) >= 0
                ? t('outgoing.now')
                : t('outgoing.in', { time: duration(-since(nextTryAt)) })}
            </dd>
          </>
        ) : null}
      </dl>
      <p className={classes.hint}>{t('outgoing.promise')}</p>
    </section>
  );
}

const errorIcons = { incoming: CircleX, outgoing: MailX, bounce: Undo2, unreadable: PackageX, alarm: Repeat };

function Errors({ errors }: { errors: readonly MailError[] }) {
  const { t } = useTranslation('arrival');
  const when = useWhen();
  return (
    <section className={classes.section}>
      <h3>
        {t('errors.title')} <span>{t('errors.span')}</span>
      </h3>
      {errors.length === 0 ? (
        <p className={classes.hint}>{t('errors.none')}</p>
      ) : (
        <ul className={classes.errors}>
          {errors.map((error) => {
            const Icon = errorIcons[error.kind];
            const text =
              error.kind === 'incoming'
                ? t(`errors.cause.${error.cause ?? 'other'}`)
                : t(`errors.kind.${error.kind}`);
            return (
              <li key={`${error.kind}.${error.cause}.${error.mailbox.id}`} data-kind={error.kind}>
                <Icon size={14} strokeWidth={1.75} aria-hidden />
                <span>
                  <b>{text}</b>
                  {error.count > 1 ? ` ${t('errors.times', { count: error.count })}` : ''}
                  <small>{error.mailbox.address}</small>
                </span>
                <time dateTime={error.lastAt}>{when(error.lastAt)}</time>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

function Told({ told }: Pick<Health, 'told'>) {
  const { t } = useTranslation('arrival');
  return (
    <section className={classes.section}>
      <h3>{t('told.title')}</h3>
      {told.length === 0 ? (
        <p className={classes.hint}>{t('told.nobody')}</p>
      ) : (
        <>
          <ul className={classes.people}>
            {told.map(({ id, name }) => (
              <li key={id}>
                <Avatar name={name} /> {name}
              </li>
            ))}
          </ul>
          <p className={classes.hint}>{t('told.how')}</p>
        </>
      )}
    </section>
  );
}
