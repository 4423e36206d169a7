import { type Attachment, fileSize } from '@ventanilla/web';
import { Download, File, FileArchive, FileImage, FileSpreadsheet, FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import classes from './message.module.css';
import { usePictures } from './use-pictures.ts';

/** Largest picture that is fetched for its preview, in bytes. */
const previewBytesMax = 5_000_000;

const icons = [
  [/^image\//, FileImage],
  [/pdf|^text\/|word|rtf|opendocument\.text/, FileText],
  [/sheet|excel|csv/, FileSpreadsheet],
  [/zip|compressed|rar|tar/, FileArchive],
] as const;

/** `application/pdf` → `PDF`: the ending of the name, or of the type where the name has none. */
export function fileKind({ fileName, contentType }: Pick<Attachment, 'fileName' | 'contentType'>): string {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(fileName)?.[1];
  return (ending ?? contentType.split('/')[1] ?? contentType).toUpperCase();
}

function hasPreview({ contentType, sizeBytes }: Attachment): boolean {
  return /^image\/(?:png|jpe?g|gif|webp)$/.test(contentType) && sizeBytes <= previewBytesMax;
}

/** The files of a message; those that its HTML shows in place are not repeated. */
export function Attachments({ attachments }: { attachments: readonly Attachment[] }) {
  const { t } = useTranslation('ticket');
  const format = useFormat();
  const listed = attachments.filter(({ inline }) => !inline);
  const pictures = usePictures(listed.filter(hasPreview));
  if (listed.length === 0) return null;
  return (
    <ul className={classes.files} aria-label={t('files.label')}>
      {listed.map((file) => {
        const Icon = icons.find(([pattern]) => pattern.test(file.contentType))?.[1] ?? File;
        const preview = pictures.get(file.id);
        return (
          <li key={file.id}>
            <a
              className={classes.file}
              href={`/api/v1/attachments/${file.id}`}
              download={file.fileName}
              title={t('files.download', { name: file.fileName })}
            >
              {preview ? (
                <img className={classes.preview} src={preview} alt="" />
              ) : (
                <span className={classes.fileIcon}>
                  <Icon size={16} strokeWidth={1.75} aria-hidden />
                </span>
              )}
              <span className={classes.fileText}>
                <span className={classes.fileName}>{file.fileName}</span>
                <span className={classes.fileMeta}>
                  {fileKind(file)} · {fileSize(file.sizeBytes, format)}
                </span>
              </span>
              <Download className={classes.fileArrow} size={14} aria-hidden />
            </a>
          </li>
        );
      })}
    </ul>
  );
}
