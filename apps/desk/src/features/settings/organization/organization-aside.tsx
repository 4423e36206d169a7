import type { OwnOrganization } from '@ventanilla/web';
import { BrandPreview } from '../../../shared/brand/brand-preview.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { SettingsAside } from '../shared/settings-aside.tsx';
import classes from './organization-aside.module.css';

type OrganizationAsideProps = Pick<OwnOrganization, 'name' | 'color' | 'addressForm' | 'logoUrl'>;

/** Beside the organisation's form: what its name, logo, colour and way of speaking look like, before they are saved. */
export function OrganizationAside({ name, color, addressForm, logoUrl }: OrganizationAsideProps) {
  const { t } = useTranslation('settings');
  return (
    <SettingsAside label={t('organization.preview')}>
      <section className={classes.section}>
        <BrandPreview name={name.trim()} colour={color} logoUrl={logoUrl} />
      </section>
      <section className={classes.section}>
        <h3>{t('organization.addressSample')}</h3>
        <p className={classes.sample} lang="es">
          {t(`organization.addressSampleText.${addressForm}`)}
        </p>
      </section>
    </SettingsAside>
  );
}
