import '@mantine/core/styles/Progress.css';
import { Button, CopyButton, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Inbox, type LucideIcon, MailPlus, Send, ShieldCheck } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Banner } from '../../../shared/components/banner.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { demoQuery } from './demo.queries.ts';
import classes from './done-step.module.css';
import frame from './setup-frame.module.css';

interface DoneStepProps {
  /** Address of the mailbox that was connected; null: none. */
  mailbox: string | null;
  onDemoAgain(): void;
  /** The page was left for another one. */
  onLeave(): void;
}

/** The desk stands: what is worth doing next. */
export function DoneStep({ mailbox, onDemoAgain, onLeave }: DoneStepProps) {
  const { t } = useTranslation(['wizard', 'desk']);
  const { data: demo } = useQuery(demoQuery);
  const leave = useRef(onLeave);
  useEffect(() => () => leave.current(), []);
  return (
    <div className={frame.form}>
      <div className={frame.body}>
        <div className={classes.list}>
          {demo?.state === 'adding' ? <DemoProgress share={demo.progress} /> : null}
          {demo?.state === 'added' ? <Banner tone="verde">{t('demoAdded')}</Banner> : null}
          {demo?.state === 'failed' ? (
            <Banner
              tone="rojo"
              action={
                <Button variant="default" size="xs" onClick={onDemoAgain}>
                  {t('desk:actions.retry')}
                </Button>
              }
            >
              {t('demoFailed')}
            </Banner>
          ) : null}
          <ol className={classes.next}>
            <Next
              icon={Send}
              title={mailbox ? t('nextMail') : t('nextMailbox')}
              text={mailbox ? t('nextMailText', { address: mailbox }) : t('nextMailboxText')}
            >
              {mailbox ? (
                <CopyButton value={mailbox}>
                  {({ copied, copy }) => (
                    <Button variant="default" onClick={copy}>
                      {copied ? t('desk:actions.copied') : t('nextMailCopy')}
                    </Button>
                  )}
                </CopyButton>
              ) : (
                <SettingsButton section="mailboxes">{t('nextMailboxGo')}</SettingsButton>
              )}
            </Next>
            <Next icon={MailPlus} title={t('nextTeam')} text={t('nextTeamText')}>
              <SettingsButton section="agents">{t('nextTeamGo')}</SettingsButton>
            </Next>
            <Next icon={ShieldCheck} title={t('nextSafe')} text={t('nextSafeText')}>
              <Button variant="default" renderRoot={(props) => <Link to="/profile" {...props} />}>
                {t('nextSafeGo')}
              </Button>
            </Next>
          </ol>
        </div>
      </div>
      <div className={frame.foot}>
        <span className={frame.grow} />
        <Button component={Link} to="/" size="lg" leftSection={<Inbox size={16} aria-hidden />}>
          {t('toBoard')}
        </Button>
      </div>
    </div>
  );
}

function DemoProgress({ share }: { share: number }) {
  const { t } = useTranslation('wizard');
  const percent = Math.round(share * 100);
  return (
    <div className={classes.progress}>
      <span>
        {t('demoAdding')} <b>{percent} %</b>
      </span>
      <Progress.Root size="sm">
        <Progress.Section value={percent} color="accent" aria-label={t('demoAdding')} />
      </Progress.Root>
    </div>
  );
}

function SettingsButton({ section, children }: { section: string; children: ReactNode }) {
  return (
    <Button
      variant="default"
      renderRoot={(props) => <Link to="/settings/$section" params={{ section }} {...props} />}
    >
      {children}
    </Button>
  );
}

interface NextProps {
  icon: LucideIcon;
  title: string;
  text: string;
  children: ReactNode;
}

function Next({ icon: Icon, title, text, children }: NextProps) {
  return (
    <li>
      <span className={classes.icon}>
        <Icon size={16} strokeWidth={1.75} aria-hidden />
      </span>
      <span className={classes.text}>
        <b>{title}</b>
        <span>{text}</span>
      </span>
      {children}
    </li>
  );
}
