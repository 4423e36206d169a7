import { ActionIcon } from '@mantine/core';
import { type Attachment, fileSize } from '@ventanilla/web';
import { CircleAlert, Paperclip, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import classes from './composer.module.css';
import type { UploadingFile } from './use-uploads.ts';

interface UploadListProps {
  held: Attachment[];
  uploading: UploadingFile[];
  onRemoveHeld: (id: string) => void;
  onRemoveUploading: (localId: string) => void;
}

/** The files that will leave with the message: those that arrived, those on their way, those refused and why. */
export function UploadList({ held, uploading, onRemoveHeld, onRemoveUploading }: UploadListProps) {
  const { t } = useTranslation('ticket');
  const format = useFormat();
  if (held.length + uploading.length === 0) return null;
  return (
    <ul className={classes.uploads} aria-label={t('files.label')}>
      {held.map((file) => (
        <li key={file.id} className={classes.upload}>
          <Paperclip size={13} aria-hidden />
          <span className={classes.uploadName}>{file.fileName}</span>
          <span className={classes.muted}>{fileSize(file.sizeBytes, format)}</span>
          <RemoveButton name={file.fileName} onClick={() => onRemoveHeld(file.id)} />
        </li>
      ))}
      {uploading.map((file) => (
        <li
          key={file.localId}
          className={file.error ? `${classes.upload} ${classes.refused}` : classes.upload}
        >
          {file.error ? <CircleAlert size={13} aria-hidden /> : <Paperclip size={13} aria-hidden />}
          <span className={classes.uploadName}>{file.name}</span>
          {file.error ? (
            <span role="alert">{file.error}</span>
          ) : (
            <progress
              className={classes.progress}
              max={1}
              value={file.progress}
              aria-label={t('composer.uploading', { name: file.name })}
            />
          )}
          <RemoveButton name={file.name} onClick={() => onRemoveUploading(file.localId)} />
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
