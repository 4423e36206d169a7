import { Button, FileButton } from '@mantine/core';
import { ImageUp } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { shrinkImage } from '../images/shrink-image.ts';
import { notifyDone, notifyFailed, notifyProblem } from '../notify.tsx';
import classes from './image-field.module.css';

/** Larger files than this are no photo or logo, in bytes; what is sent is drawn anew and far smaller. */
const bytesMax = 20 * 1024 * 1024;
const accepted = 'image/png,image/jpeg,image/webp';

interface ImageFieldProps {
  label: string;
  hint: string;
  /** The image as it is now, or what stands in its place. */
  preview: ReactNode;
  has: boolean;
  /** What is sent is at most this wide and high. */
  sidePx: number;
  onUpload(image: File): Promise<void>;
  onRemove(): Promise<void>;
}

/** Shows an image and takes another, at once: there is nothing to save. */
export function ImageField({ label, hint, preview, has, sidePx, onUpload, onRemove }: ImageFieldProps) {
  const { t } = useTranslation('profile');
  const [working, setWorking] = useState(false);
  const run = async (work: () => Promise<void>, done: string) => {
    setWorking(true);
    try {
      await work();
      notifyDone(done);
    } catch (error) {
      notifyProblem(error);
    }
    setWorking(false);
  };
  const take = async (file: File | null) => {
    if (!file) return;
    if (file.size > bytesMax) return notifyFailed(t('image.tooLarge'));
    const image = await shrinkImage(file, { sidePx }).catch(() => null);
    if (image) await run(() => onUpload(image), t('image.saved'));
    else notifyFailed(t('image.unreadable'));
  };
  return (
    <div className={classes.field} role="group" aria-label={label}>
      {preview}
      <div className={classes.side}>
        <span className={classes.label}>{label}</span>
        <div className={classes.buttons}>
          <FileButton
            onChange={(file) => void take(file)}
            accept={accepted}
            inputProps={{ 'aria-label': label }}
          >
            {(props) => (
              <Button
                {...props}
                variant="default"
                size="xs"
                loading={working}
                leftSection={<ImageUp size={14} aria-hidden />}
              >
                {has ? t('image.replace') : t('image.upload')}
              </Button>
            )}
          </FileButton>
          {has ? (
            <Button
              variant="subtle"
              size="xs"
              disabled={working}
              onClick={() => void run(onRemove, t('image.removed'))}
            >
              {t('image.remove')}
            </Button>
          ) : null}
        </div>
        <span className={classes.hint}>{hint}</span>
      </div>
    </div>
  );
}
