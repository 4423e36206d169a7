import { SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type OutboxItem, relativeTime, ticketNumber } from '@ventanilla/web';
import { HardDrive, Send } from 'lucide-react';
import { useState } from 'react';
import { Banner } from '../../../shared/components/banner.tsx';
import { EmptyState } from '../../../shared/components/empty-state.tsx';
import { LoadMore } from '../../../shared/components/load-more.tsx';
import { TimeAgo } from '../../../shared/components/time-ago.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useHolds, useMe } from '../../../shared/session/session.ts';
import classes from '../shared/panel.module.css';
import { Loaded, Panel, Rows } from '../shared/panel.tsx';
import { type OutboxState, outboxQuery } from './outbox.queries.ts';
import { OutboxChip } from './outbox-chip.tsx';
import { OutboxDialog } from './outbox-dialog.tsx';
import { OutgoingServers } from './outgoing-servers.tsx';
import { TestMailButton, TestMailState, useTestMail } from './test-mail.tsx';

const filters = ['all', 'queued', 'sent', 'failed'] as const;

/** Every answer that left or is about to, with the other servers' words. */
export function OutboxPanel() {
  const { t } = useTranslation(['settings', 'desk']);
  const { outgoingMailIsLocal } = useMe();
  const mayConnect = useHolds('mailboxes:manage');
  const [state, setState] = useState<OutboxState | null>(null);
  const [read, setRead] = useState<OutboxItem | null>(null);
  const query = useInfiniteQuery(outboxQuery(state));
  const test = useTestMail();
  return (
    <Panel
      title={t('sections.outbox')}
      lead={t('outbox.lead')}
      action={mayConnect ? <TestMailButton test={test} /> : undefined}
    >
      <div className={classes.fields}>
        <TestMailState mail={test.mail} />
        {mayConnect && !outgoingMailIsLocal ? <OutgoingServers /> : null}
        {outgoingMailIsLocal ? (
          <Banner
            tone="ambar"
            icon={<HardDrive size={16} strokeWidth={1.75} aria-hidden />}
            title={t('outbox.localTitle')}
            action={
              mayConnect ? (
                <Link to="/settings/$section" params={{ section: 'mailboxes' }}>
                  {t('outbox.connect')}
                </Link>
              ) : null
            }
          >
            {t('outbox.localText')}
          </Banner>
        ) : null}
        <SegmentedControl
          aria-label={t('outbox.filter')}
          style={{ justifySelf: 'start' }}
          data={filters.map((value) => ({
            value,
            label: value === 'all' ? t('outbox.all') : t(`outbox.state.${value}`),
          }))}
          value={state ?? 'all'}
          onChange={(value) => setState(value === 'all' ? null : (value as OutboxState))}
        />
        <Loaded query={query}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items);
            if (items.length === 0) {
              return (
                <EmptyState icon={<Send />} title={t('outbox.emptyTitle')} text={t('outbox.emptyText')} />
              );
            }
            return (
              <Rows label={t('sections.outbox')}>
                {items.map((item) => (
                  <OutboxRow key={item.id} item={item} onRead={() => setRead(item)} />
                ))}
              </Rows>
            );
          }}
        </Loaded>
        <LoadMore query={query} />
      </div>
      <OutboxDialog item={read} onClose={() => setRead(null)} />
    </Panel>
  );
}

function OutboxRow({ item, onRead }: { item: OutboxItem; onRead(): void }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const isTrying = item.state === 'queued' && item.attempts > 0;
  return (
    <li>
      <span className={classes.main}>
        <button
          type="button"
          className={classes.stretch}
          aria-label={t('outbox.read', { to: item.to.join(', ') })}
          onClick={onRead}
        >
          {item.to.join(', ')}
        </button>
        <span className={classes.sub}>
          <span className={classes.mono}>{ticketNumber(item.ticketNumber)}</span> ·{' '}
          {item.subject || t('outbox.noSubject')}
        </span>
      </span>
      <span className={classes.side}>
        {isTrying ? <span>{t('outbox.attempts', { count: item.attempts })}</span> : null}
        {isTrying && item.nextTryAt ? (
          <span>{t('outbox.nextTry', { time: relativeTime(item.nextTryAt, format) })}</span>
        ) : null}
        <TimeAgo at={item.sentAt ?? item.createdAt} />
        <OutboxChip item={item} />
      </span>
      {item.serverSaid && item.state !== 'sent' ? (
        <span className={classes.said}>{item.serverSaid}</span>
      ) : null}
    </li>
  );
}
