import { Logo } from '../components/logo.tsx';
import { useTranslation } from '../i18n/use-translation.ts';
import classes from './brand-mark.module.css';

interface BrandMarkProps {
  /** The organisation; empty before the set-up. */
  name: string;
  logoUrl: string | null;
  /** Class of the words beside the mark. */
  labelClass?: string | undefined;
}

/** The organisation's logo and name; Ventanilla's own while it has no logo. */
export function BrandMark({ name, logoUrl, labelClass }: BrandMarkProps) {
  const { t } = useTranslation();
  return (
    <>
      {logoUrl ? <img className={classes.logo} src={logoUrl} alt="" /> : <Logo />}
      <span className={labelClass}>{logoUrl && name ? name : t('productName')}</span>
    </>
  );
}
