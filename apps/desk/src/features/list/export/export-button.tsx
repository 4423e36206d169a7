import { ActionIcon } from '@mantine/core';
import type { TicketSort } from '@ventanilla/contracts/views';
import { Download } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lazyPart } from '../../../shared/components/lazy-part.ts';
import { useHolds } from '../../../shared/session/session.ts';

const ExportDialog = lazyPart(async () => ({ default: (await import('./export-dialog.tsx')).ExportDialog }));

/** Takes what the list finds to a spreadsheet, for those who may. */
export function ExportButton({ filter, sort }: { filter: string | null; sort: TicketSort }) {
  const { t } = useTranslation('list');
  const [opened, setOpened] = useState(false);
  if (!useHolds('tickets:export')) return null;
  return (
    <>
      <ActionIcon
        size={30}
        visibleFrom="sm"
        disabled={filter === null}
        aria-label={t('export.open')}
        title={t('export.open')}
        onClick={() => setOpened(true)}
      >
        <Download size={15} strokeWidth={1.75} aria-hidden />
      </ActionIcon>
      <Suspense>
        {opened && filter !== null ? (
          <ExportDialog filter={filter} sort={sort} onClose={() => setOpened(false)} />
        ) : null}
      </Suspense>
    </>
  );
}
