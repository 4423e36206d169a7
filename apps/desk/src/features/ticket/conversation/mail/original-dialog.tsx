import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { fileSize, type TicketMessage } from '@ventanilla/web';
import { Download } from 'lucide-react';
import { FailedState } from '../../../../shared/components/failed-state.tsx';
import { SkeletonLines } from '../../../../shared/components/skeleton.tsx';
import { useDelayed } from '../../../../shared/hooks/use-delayed.ts';
import { useFormat } from '../../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { originalAddress, originalQuery } from './original.queries.ts';
import classes from './original-dialog.module.css';
import { VersionsSection } from './versions-section.tsx';

/** A received mail as it came: its headers, its text undecoded, and the whole of it to take along. Only text is drawn. */
export function OriginalDialog({ message, onClose }: { message: TicketMessage; onClose(): void }) {
  const { t } = useTranslation(['ticket', 'desk']);
  const format = useFormat();
  const query = useQuery(originalQuery(message.id));
  const showSkeleton = useDelayed(query.isPending);
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('original.title')}
      returnFocus={false}
      closeButtonProps={{ 'aria-label': t('desk:actions.close') }}
    >
      {query.data ? (
        <>
          <div className={classes.bar}>
            <span>{fileSize(query.data.sizeBytes, format)}</span>
            <Button
              component="a"
              href={originalAddress(message.id)}
              download
              variant="default"
              size="xs"
              leftSection={<Download size={14} aria-hidden />}
            >
              {t('original.download')}
            </Button>
          </div>
          <h3 className={classes.heading}>{t('original.headers')}</h3>
          {/* Focusable, so that the keyboard scrolls it. */}
          <section className={classes.box} tabIndex={0} aria-label={t('original.headers')}>
            <dl className={classes.headers}>
              {query.data.headers.map(({ name, value }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: headers repeat, and their order never changes
                <div key={at}>
                  <dt>{name || '·'}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </section>
          <h3 className={classes.heading}>{t('original.body')}</h3>
          <section className={classes.box} tabIndex={0} aria-label={t('original.body')}>
            <pre className={classes.source}>{query.data.body || t('original.noBody')}</pre>
          </section>
          {query.data.truncated ? <p className={classes.hint}>{t('original.truncated')}</p> : null}
          <VersionsSection messageId={message.id} />
        </>
      ) : query.error ? (
        <FailedState error={query.error} onRetry={() => void query.refetch()} />
      ) : showSkeleton ? (
        <SkeletonLines widths={[60, 90, 80, 70]} />
      ) : null}
    </Modal>
  );
}
