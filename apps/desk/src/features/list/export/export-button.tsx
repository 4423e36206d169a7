import { ActionIcon } from '@mantine/core';
import type { TicketSort } from '@ventanilla/contracts/views';
import { Download } from 'lucide-react';
import { Suspense, useRef, useState } from 'react';
import { useActions } from '../../../shared/actions/use-actions.ts';
import { lazyPart } from '../../../shared/components/lazy-part.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useHolds } from '../../../shared/session/session.ts';

const ExportDialog = lazyPart(async () => ({ default: (await import('./export-dialog.tsx')).ExportDialog }));

/** Takes what the list finds to a spreadsheet, for those who may. */
export function ExportButton({ filter, sort }: { filter: string | null; sort: TicketSort }) {
  const { t } = useTranslation('list');
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  const close = () => {
    setOpened(false);
    // The dialog is taken away first: its trap would take the focus back.
    requestAnimationFrame(() => button.current?.focus());
  };
  const isOffered = useHolds('tickets:export');
  const open = () => setOpened(true);
  useActions('list', [
    { id: 'export', name: t('export.open'), enabled: isOffered && filter !== null, run: open },
  ]);
  if (!isOffered) return null;
  return (
    <>
      <ActionIcon
        ref={button}
        size={30}
        visibleFrom="sm"
        disabled={filter === null}
        aria-label={t('export.open')}
        title={t('export.open')}
        onClick={open}
      >
        <Download size={15} strokeWidth={1.75} aria-hidden />
      </ActionIcon>
      <Suspense>
        {opened && filter !== null ? <ExportDialog filter={filter} sort={sort} onClose={close} /> : null}
      </Suspense>
    </>
  );
}
