import { UnstyledButton } from '@mantine/core';
import { Image, ImageOff } from 'lucide-react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from './message.module.css';
import type { useImageConsent } from './use-image-consent.ts';

/** Says that a mail brings images from the internet, and asks before they are loaded. */
export function RemoteImagesLine({ consent }: { consent: ReturnType<typeof useImageConsent> }) {
  const { t } = useTranslation('ticket');
  const { isShown, isTrusted, sender } = consent;
  if (isShown && !isTrusted) return null;
  if (isTrusted) {
    return (
      <p className={classes.line}>
        <Image size={13} aria-hidden />
        <span>
          {t('images.trusted', { sender })}{' '}
          <UnstyledButton className={classes.lineButton} onClick={consent.distrust}>
            {t('images.distrust')}
          </UnstyledButton>
        </span>
      </p>
    );
  }
  return (
    <div className={classes.images}>
      <ImageOff size={15} strokeWidth={1.75} aria-hidden />
      <span>{t('images.blocked')}</span>
      <span className={classes.imageButtons}>
        <UnstyledButton className={classes.fold} onClick={consent.showOnce}>
          {t('images.show')}
        </UnstyledButton>
        {sender ? (
          <UnstyledButton
            className={classes.lineButton}
            title={t('images.alwaysTitle', { sender })}
            onClick={consent.trust}
          >
            {t('images.always')}
          </UnstyledButton>
        ) : null}
      </span>
    </div>
  );
}
