import { ActionIcon, Modal } from '@mantine/core';
import { type Attachment, fileSize } from '@ventanilla/web';
import { ChevronLeft, ChevronRight, Download, FileX2 } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useFormat } from '../../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { fileAddress, fileKind, previewKind } from './file-kinds.ts';
import classes from './lightbox.module.css';

interface LightboxProps {
  /** Those that can be looked at, in the order of the message. */
  files: readonly Attachment[];
  openId: string;
  /** Told which file was on screen last. */
  onClose: (lastId: string) => void;
}

/** How long after its page the browser's viewer of PDFs needs to be there, in ms. */
const viewerReadyMs = 400;

/** Pictures and PDFs of a message, one at a time over the page; arrows go through them, Esc returns. */
export function Lightbox({ files, openId, onClose }: LightboxProps) {
  const { t } = useTranslation(['ticket', 'desk']);
  const format = useFormat();
  const [shownId, setShownId] = useState(openId);
  const stage = useRef<HTMLDivElement>(null);
  const index = Math.max(
    0,
    files.findIndex(({ id }) => id === shownId),
  );
  const file = files[index];
  if (!file) return null;
  const go = (step: 1 | -1) => {
    const next = files[index + step];
    if (next) setShownId(next.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowRight') go(1);
    else if (event.key === 'ArrowLeft') go(-1);
    else return;
    event.preventDefault();
  };
  // The browser's viewer takes the focus when it is ready, and with it Esc and the arrows.
  const keepFocus = () => {
    for (const afterMs of [0, viewerReadyMs]) {
      setTimeout(() => {
        if (document.activeElement?.tagName === 'IFRAME') stage.current?.focus({ preventScroll: true });
      }, afterMs);
    }
  };
  return (
    <Modal
      opened
      onClose={() => onClose(file.id)}
      fullScreen
      returnFocus={false}
      title={
        <span className={classes.title}>
          <span className={classes.name}>{file.fileName}</span>
          <span className={classes.meta}>
            {fileKind(file)} · {fileSize(file.sizeBytes, format)}
            {files.length > 1
              ? ` · ${t('files.position', { position: index + 1, count: files.length })}`
              : ''}
          </span>
        </span>
      }
      closeButtonProps={{ 'aria-label': t('desk:actions.close'), size: 'lg' }}
      classNames={{ header: classes.header, body: classes.body, content: classes.content }}
      onKeyDown={onKeyDown}
      transitionProps={{ duration: 0 }}
    >
      <div ref={stage} className={classes.stage} tabIndex={-1}>
        <FileStage key={file.id} file={file} onReady={keepFocus} />
      </div>
      <div className={classes.bar}>
        {files.length > 1 ? (
          <>
            <ActionIcon
              size={44}
              aria-label={t('files.previous')}
              aria-disabled={index === 0}
              onClick={() => go(-1)}
            >
              <ChevronLeft size={22} aria-hidden />
            </ActionIcon>
            <ActionIcon
              size={44}
              aria-label={t('files.next')}
              aria-disabled={index === files.length - 1}
              onClick={() => go(1)}
            >
              <ChevronRight size={22} aria-hidden />
            </ActionIcon>
          </>
        ) : null}
        <a className={classes.download} href={fileAddress(file.id)} download={file.fileName}>
          <Download size={16} strokeWidth={1.75} aria-hidden />
          {t('files.downloadThis')}
        </a>
      </div>
    </Modal>
  );
}

function FileStage({ file, onReady }: { file: Attachment; onReady: () => void }) {
  const { t } = useTranslation('ticket');
  const [hasFailed, setHasFailed] = useState(false);
  if (hasFailed) {
    return (
      <p className={classes.failed} role="alert">
        <FileX2 size={28} strokeWidth={1.5} aria-hidden />
        {t('files.cannotShow')}
      </p>
    );
  }
  if (previewKind(file) === 'pdf') {
    return (
      <iframe
        className={classes.pdf}
        title={file.fileName}
        src={`${fileAddress(file.id)}/preview`}
        referrerPolicy="no-referrer"
        onLoad={onReady}
      />
    );
  }
  return (
    <img
      className={classes.picture}
      src={fileAddress(file.id)}
      alt={file.fileName}
      onError={() => setHasFailed(true)}
    />
  );
}
