import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Mailbox } from '@ventanilla/web';
import { MailPlus, Plus } from 'lucide-react';
import { useCallback, useState } from 'react';
import { EmptyState } from '../../../shared/components/empty-state.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { Loaded, Panel } from '../shared/panel.tsx';
import { MailboxEditor } from './editor/mailbox-editor.tsx';
import { HealthAside } from './health/health-aside.tsx';
import { mailboxHealthQuery } from './health/mailbox-health.queries.ts';
import { MailboxOptions } from './mailbox-options.tsx';
import { MailboxRow } from './mailbox-row.tsx';
import classes from './mailboxes.module.css';
import { mailboxesQuery } from './mailboxes.queries.ts';
import { useConsentReturn } from './use-consent-return.ts';

/** The addresses people write to: how they are doing, and each of them step by step. */
export function MailboxesPanel() {
  const { t } = useTranslation('mailboxes');
  const query = useQuery(mailboxesQuery);
  /** Id of the one that is open; `new`: one that is being connected. */
  const [open, setOpen] = useState<string | null>(null);
  useConsentReturn(setOpen);
  const close = useCallback(() => setOpen(null), []);
  return (
    <Panel
      title={t('title')}
      lead={t('lead')}
      action={
        <Button variant="default" leftSection={<Plus size={16} aria-hidden />} onClick={() => setOpen('new')}>
          {t('create')}
        </Button>
      }
    >
      <Loaded query={query}>
        {(mailboxes) => (
          <>
            <Mailboxes mailboxes={mailboxes} open={open} onOpen={setOpen} />
            {open === 'new' ? (
              <MailboxEditor mailbox={null} onSaved={({ id }) => setOpen(id)} onCancel={close} />
            ) : null}
          </>
        )}
      </Loaded>
      <HealthAside />
    </Panel>
  );
}

interface MailboxesProps {
  mailboxes: readonly Mailbox[];
  open: string | null;
  onOpen(id: string | null): void;
}

function Mailboxes({ mailboxes, open, onOpen }: MailboxesProps) {
  const { t } = useTranslation('mailboxes');
  const { data: health } = useQuery(mailboxHealthQuery);
  const healthOf = ({ id }: Mailbox) => health?.items.find(({ mailboxId }) => mailboxId === id);
  const present = mailboxes.find(({ id }) => id === open);
  if (mailboxes.length === 0) {
    return <EmptyState icon={<MailPlus />} tone="accent" title={t('emptyTitle')} text={t('emptyText')} />;
  }
  return (
    <>
      <ul className={classes.list} aria-label={t('title')}>
        {mailboxes.map((mailbox) => (
          <MailboxRow
            key={mailbox.id}
            mailbox={mailbox}
            health={healthOf(mailbox)}
            isOpen={mailbox.id === open}
            onOpen={() => onOpen(mailbox.id === open ? null : mailbox.id)}
          />
        ))}
      </ul>
      {present ? (
        <>
          <MailboxEditor
            key={present.id}
            mailbox={present}
            onSaved={({ id }) => onOpen(id)}
            onCancel={() => onOpen(null)}
          />
          <MailboxOptions
            mailbox={present}
            health={healthOf(present)}
            isLast={mailboxes.length === 1}
            onDisconnected={() => onOpen(null)}
          />
        </>
      ) : null}
    </>
  );
}
