import clsx from 'clsx';
import type { CSSProperties } from 'react';
import { judgeColour } from '../colour.rules.ts';
import { Logo } from '../components/logo.tsx';
import { useTranslation } from '../i18n/use-translation.ts';
import { accentTokens, ownColour, type Scheme } from './accent.rules.ts';
import classes from './brand-preview.module.css';

interface BrandPreviewProps {
  name: string;
  colour: string;
  logoUrl: string | null;
}

/** How the desk looks with that name, logo and colour, in the light theme and in the dark one. */
export function BrandPreview({ name, colour, logoUrl }: BrandPreviewProps) {
  const { t } = useTranslation('settings');
  // An unreadable colour is refused beside its field; the picture keeps to one that can be used.
  const shown = judgeColour(colour).state === 'ok' ? colour : ownColour;
  return (
    <div className={classes.preview}>
      <span className={classes.label}>{t('organization.preview')}</span>
      <div className={classes.schemes} aria-hidden>
        {(['light', 'dark'] as const).map((scheme) => (
          <Sample key={scheme} scheme={scheme} colour={shown} name={name} logoUrl={logoUrl} />
        ))}
      </div>
    </div>
  );
}

function Sample({ scheme, colour, name, logoUrl }: BrandPreviewProps & { scheme: Scheme }) {
  const { t } = useTranslation(['settings', 'desk', 'board']);
  return (
    <div
      className={classes.sample}
      data-theme={scheme}
      style={colour === ownColour ? undefined : (accentTokens(colour, scheme) as CSSProperties)}
    >
      <div className={classes.nav}>
        <span className={classes.navBrand}>
          {logoUrl ? <img src={logoUrl} alt="" /> : <Logo size={16} />}
          <span>{name || t('desk:productName')}</span>
        </span>
        <span className={clsx(classes.navItem, classes.navOn)}>
          {t('desk:nav.board')} <span className={classes.badge}>3</span>
        </span>
        <span className={classes.navItem}>{t('desk:nav.search')}</span>
      </div>
      <div className={classes.page}>
        <span className={classes.line}>
          <span className={classes.chip}>{t('organization.previewNew')}</span>
          <span className={classes.link}>{t('organization.previewLink')}</span>
        </span>
        <span className={classes.bar} style={{ width: '86%' }} />
        <span className={classes.bar} style={{ width: '62%' }} />
        <span className={classes.line}>
          <span className={classes.button}>{t('organization.previewButton')}</span>
        </span>
      </div>
    </div>
  );
}
