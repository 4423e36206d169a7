import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { dataOf, relativeTime } from '@ventanilla/web';
import { Archive } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone, notifyProblem } from '../../../shared/notify.tsx';
import { Loaded, Panel } from '../shared/panel.tsx';
import { BackupRuns } from './backup-runs.tsx';
import { type Backups, backupsQuery, refreshBackups } from './backups.queries.ts';
import { HowToRestore } from './how-to-restore.tsx';
import { ScheduleForm } from './schedule-form.tsx';

/** When whole copies are made, what came of the last ones, and how to bring one back. */
export function BackupsPanel() {
  const { t } = useTranslation(['backups', 'settings']);
  const query = useQuery(backupsQuery);
  return (
    <Panel
      title={t('settings:sections.backups')}
      lead={t('lead')}
      action={<BackUpNow backups={query.data} />}
    >
      <Loaded query={query}>
        {(backups) => (
          <>
            <Health backups={backups} />
            <ScheduleForm backups={backups} />
            <BackupRuns runs={backups.runs} />
            <HowToRestore backups={backups} />
          </>
        )}
      </Loaded>
    </Panel>
  );
}

function BackUpNow({ backups }: { backups: Backups | undefined }) {
  const { t } = useTranslation(['backups', 'settings']);
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const isUnderWay = backups?.runs.some(({ state }) => state === 'waiting' || state === 'running') ?? false;
  const ask = async () => {
    setAsking(true);
    try {
      await dataOf(api.POST('/api/v1/backups'));
      notifyDone(t('asked'));
    } catch (error) {
      notifyProblem(error);
    }
    await refreshBackups(queryClient);
    setAsking(false);
  };
  return (
    <Button
      leftSection={<Archive size={16} strokeWidth={1.75} aria-hidden />}
      data-setting="backups"
      // Still in reach of the keyboard: a disabled button would lose the focus that just pressed it.
      aria-disabled={isUnderWay || asking}
      data-disabled={isUnderWay || asking || undefined}
      onClick={() => {
        if (!isUnderWay && !asking) void ask();
      }}
    >
      {t('now')}
    </Button>
  );
}

function Health({ backups }: { backups: Backups }) {
  const { t } = useTranslation(['backups', 'settings']);
  const format = useFormat();
  const { health, lastGoodAt } = backups;
  const last = lastGoodAt ? t('status.last', { time: relativeTime(lastGoodAt, format) }) : '';
  if (health === 'off') {
    return (
      <Banner tone="ambar" title={t('status.off')}>
        {last === '' ? t('status.offText') : last}
      </Banner>
    );
  }
  if (health === 'late') {
    return (
      <Banner tone="rojo" title={t(lastGoodAt ? 'status.late' : 'status.lateNone')}>
        {[last, t('status.lateText')].filter(Boolean).join(' ')}
      </Banner>
    );
  }
  return (
    <Banner tone={lastGoodAt ? 'verde' : 'azul'} title={t(lastGoodAt ? 'status.well' : 'status.wellNone')}>
      {last}
    </Banner>
  );
}
