import { ActionIcon, UnstyledButton } from '@mantine/core';
import { type Attachment, fileSize } from '@ventanilla/web';
import { Download, File, FileArchive, FileImage, FileSpreadsheet, FileText } from 'lucide-react';
import { Suspense, useRef, useState } from 'react';
import { lazyPart } from '../../../../shared/components/lazy-part.ts';
import { useFormat } from '../../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import classes from './attachments.module.css';
import { fileAddress, fileKind, fileSort, hasThumbnail, previewKind } from './file-kinds.ts';

const Lightbox = lazyPart(async () => ({ default: (await import('./lightbox.tsx')).Lightbox }));

const icons = { image: FileImage, text: FileText, sheet: FileSpreadsheet, archive: FileArchive, other: File };

/** The files of a message; those that its HTML shows in place are not repeated. */
export function Attachments({ attachments }: { attachments: readonly Attachment[] }) {
  const { t } = useTranslation('ticket');
  const [openId, setOpenId] = useState<string | null>(null);
  const openers = useRef(new Map<string, HTMLButtonElement>());
  const listed = attachments.filter(({ inline }) => !inline);
  const shown = listed.filter((file) => previewKind(file) !== null);
  const close = (lastId: string) => {
    setOpenId(null);
    // To the file that was looked at last, which need not be the one that was opened.
    requestAnimationFrame(() => openers.current.get(lastId)?.focus());
  };
  if (listed.length === 0) return null;
  return (
    <>
      <ul className={classes.files} aria-label={t('files.label')}>
        {listed.map((file) => (
          <li key={file.id} className={classes.item}>
            {previewKind(file) ? (
              <>
                <UnstyledButton
                  className={classes.file}
                  ref={(button) => {
                    if (button) openers.current.set(file.id, button);
                    else openers.current.delete(file.id);
                  }}
                  aria-label={t('files.see', { name: file.fileName })}
                  aria-haspopup="dialog"
                  onClick={() => setOpenId(file.id)}
                >
                  <FileFace file={file} />
                </UnstyledButton>
                <DownloadButton file={file} />
              </>
            ) : (
              <a
                className={classes.file}
                href={fileAddress(file.id)}
                download={file.fileName}
                aria-label={t('files.download', { name: file.fileName })}
              >
                <FileFace file={file} />
                <Download className={classes.arrow} size={14} aria-hidden />
              </a>
            )}
          </li>
        ))}
      </ul>
      {openId ? (
        <Suspense>
          <Lightbox files={shown} openId={openId} onClose={close} />
        </Suspense>
      ) : null}
    </>
  );
}

function FileFace({ file }: { file: Attachment }) {
  const format = useFormat();
  const Icon = icons[fileSort(file)];
  return (
    <>
      {hasThumbnail(file) ? (
        <img
          className={classes.thumbnail}
          src={fileAddress(file.id)}
          alt=""
          loading="lazy"
          decoding="async"
          width={44}
          height={44}
        />
      ) : (
        <span className={classes.icon}>
          <Icon size={16} strokeWidth={1.75} aria-hidden />
        </span>
      )}
      <span className={classes.text}>
        <span className={classes.name}>{file.fileName}</span>
        <span className={classes.meta}>
          {fileKind(file)} · {fileSize(file.sizeBytes, format)}
        </span>
      </span>
    </>
  );
}

function DownloadButton({ file }: { file: Attachment }) {
  const { t } = useTranslation('ticket');
  const label = t('files.download', { name: file.fileName });
  return (
    <ActionIcon
      component="a"
      className={classes.download}
      href={fileAddress(file.id)}
      download={file.fileName}
      aria-label={label}
      title={label}
    >
      <Download size={15} strokeWidth={1.75} aria-hidden />
    </ActionIcon>
  );
}
