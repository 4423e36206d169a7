import { Button, FileButton } from '@mantine/core';
import { Building2, ImageUp } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { shrinkImage } from '../../../shared/images/shrink-image.ts';
import { logoSidePx } from '../../../shared/images/sizes.ts';
import classes from './organization-step.module.css';

interface LogoFieldProps {
  logoUrl: string | null;
  /** Told the logo as it will be sent; null: none. */
  onLogo(file: File | null): void;
}

/** Chooses the logo, which is sent with the rest of the step. */
export function LogoField({ logoUrl, onLogo }: LogoFieldProps) {
  const { t } = useTranslation(['wizard', 'profile']);
  const [isUnreadable, setUnreadable] = useState(false);
  const take = async (file: File | null) => {
    if (!file) return;
    const logo = await shrinkImage(file, { sidePx: logoSidePx }).catch(() => null);
    setUnreadable(logo === null);
    if (logo) onLogo(logo);
  };
  return (
    <div role="group" aria-label={t('logo')}>
      <span className={classes.label}>{t('logo')}</span>
      <div className={classes.logoRow}>
        <span className={classes.logo}>
          {logoUrl ? <img src={logoUrl} alt="" /> : <Building2 size={22} strokeWidth={1.5} aria-hidden />}
        </span>
        <FileButton
          onChange={(file) => void take(file)}
          accept="image/png,image/jpeg,image/webp"
          inputProps={{ 'aria-label': t('logo') }}
        >
          {(button) => (
            <Button {...button} variant="default" leftSection={<ImageUp size={16} aria-hidden />}>
              {logoUrl ? t('profile:image.replace') : t('profile:image.upload')}
            </Button>
          )}
        </FileButton>
        {logoUrl ? (
          <Button variant="subtle" onClick={() => onLogo(null)}>
            {t('profile:image.remove')}
          </Button>
        ) : null}
      </div>
      <p className={isUnreadable ? classes.bad : classes.hint} role="status">
        {isUnreadable ? t('profile:image.unreadable') : t('logoHint')}
      </p>
    </div>
  );
}
