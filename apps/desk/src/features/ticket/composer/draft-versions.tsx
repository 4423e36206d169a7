import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { dayAndTime } from '@ventanilla/web';
import { FailedState } from '../../../shared/components/failed-state.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from './draft.module.css';
import { draftVersionsQuery } from './draft.queries.ts';
import type { DraftKind } from './draft-store.ts';
import type { DraftHandle } from './use-draft.ts';

interface DraftVersionsProps {
  drafts: DraftHandle;
  kind: DraftKind;
  opened: boolean;
  onClose: () => void;
}

/** What was written before, newest first, each to be brought back. */
export function DraftVersions({ drafts, kind, opened, onClose }: DraftVersionsProps) {
  const { t } = useTranslation(['ticket', 'desk']);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={t('draft.versionsTitle')}
      closeButtonProps={{ 'aria-label': t('desk:actions.close') }}
    >
      {opened ? <Versions drafts={drafts} kind={kind} onClose={onClose} /> : null}
    </Modal>
  );
}

function Versions({ drafts, kind, onClose }: Omit<DraftVersionsProps, 'opened'>) {
  const { t } = useTranslation('ticket');
  const format = useFormat();
  const { data, error, refetch } = useQuery(draftVersionsQuery(drafts.ticketId, kind));
  if (error)
    return <FailedState error={error} title={t('draft.versionsFailed')} onRetry={() => void refetch()} />;
  if (!data) return null;
  if (data.length === 0) return <p className={classes.none}>{t('draft.noVersions')}</p>;
  return (
    <ul className={classes.versions}>
      {data.map((version) => (
        <li key={version.id} className={classes.version}>
          <div className={classes.versionHead}>
            <span className={classes.reason}>{t(`draft.reason.${version.reason}`)}</span>
            <time dateTime={version.savedAt}>{dayAndTime(version.savedAt, format)}</time>
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                onClose();
                drafts.box.setKind(kind);
                drafts.box.restore(kind, version);
              }}
            >
              {t('draft.restore')}
            </Button>
          </div>
          <p className={classes.excerpt}>{version.text.trim() || t('draft.noWords')}</p>
        </li>
      ))}
    </ul>
  );
}
