import { ActionIcon, UnstyledButton } from '@mantine/core';
import { type Attachment, fileSize } from '@ventanilla/web';
import clsx from 'clsx';
import { CircleAlert, Image, Paperclip, RotateCw, X } from 'lucide-react';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from './uploads.module.css';
import type { UploadingFile } from './use-uploads.ts';

interface UploadListProps {
  held: Attachment[];
  uploading: UploadingFile[];
  onRemoveHeld: (id: string) => void;
  onRemoveUploading: (file: UploadingFile) => void;
  onRetry: (file: UploadingFile) => void;
}

/** The files that will leave with the message: those that arrived, those on their way, those refused and why. */
export function UploadList({ held, uploading, onRemoveHeld, onRemoveUploading, onRetry }: UploadListProps) {
  const { t } = useTranslation('ticket');
  const format = useFormat();
  if (held.length + uploading.length === 0) return null;
  return (
    <ul className={classes.uploads} aria-label={t('files.label')}>
      {held.map((file) => (
        <li key={file.id} className={classes.upload}>
          <Paperclip size={13} aria-hidden />
          <span className={classes.name}>{file.fileName}</span>
          <span className={classes.muted}>{fileSize(file.sizeBytes, format)}</span>
          <RemoveButton name={file.fileName} onClick={() => onRemoveHeld(file.id)} />
        </li>
      ))}
      {uploading.map((one) => (
        <li key={one.localId} className={clsx(classes.upload, one.error && classes.refused)}>
          {one.error ? (
            <CircleAlert size={13} aria-hidden />
          ) : one.inline ? (
            <Image size={13} aria-hidden />
          ) : (
            <Paperclip size={13} aria-hidden />
          )}
          <span className={classes.name}>{one.file.name}</span>
          {one.error ? (
            <span role="alert">{one.error}</span>
          ) : (
            <progress
              className={classes.progress}
              max={1}
              value={one.progress}
              aria-label={t('composer.uploading', { name: one.file.name })}
            />
          )}
          {one.error && one.canRetry ? (
            <UnstyledButton className={classes.retry} onClick={() => onRetry(one)}>
              <RotateCw size={12} aria-hidden />
              {t('composer.retryFile')}
            </UnstyledButton>
          ) : null}
          <RemoveButton name={one.file.name} onClick={() => onRemoveUploading(one)} />
        </li>
      ))}
    </ul>
  );
}

function RemoveButton({ name, onClick }: { name: string; onClick: () => void }) {
  const { t } = useTranslation('ticket');
  return (
    <ActionIcon size={22} aria-label={t('composer.removeFile', { name })} onClick={onClick}>
      <X size={12} aria-hidden />
    </ActionIcon>
  );
}
