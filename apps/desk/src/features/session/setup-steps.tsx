import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { passwordLengthMin } from '../../shared/account/password.ts';
import { ColourField } from '../../shared/components/colour-field.tsx';
import { LanguageSelect } from '../../shared/components/language-select.tsx';
import { TimeZoneSelect } from '../../shared/components/time-zone-select.tsx';
import { setLanguage } from '../../shared/i18n/i18n.ts';
import classes from './setup-frame.module.css';
import type { SetupFormApi } from './use-setup-form.ts';

/** Who administers. */
export function AccountFields({ form }: { form: SetupFormApi }) {
  const { t } = useTranslation('session');
  return (
    <>
      <TextInput
        {...form.getInputProps('name')}
        label={t('setup.name')}
        size="lg"
        autoComplete="name"
        maxLength={120}
        autoFocus
      />
      <TextInput
        {...form.getInputProps('email')}
        label={t('setup.email')}
        type="email"
        size="lg"
        autoComplete="username"
      />
      <PasswordInput
        {...form.getInputProps('password')}
        label={t('setup.password')}
        description={t('setup.passwordHint', { min: passwordLengthMin })}
        size="lg"
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
      />
    </>
  );
}

/** The company: name, language, zone and colour. */
export function OrganizationFields({ form }: { form: SetupFormApi }) {
  const { t } = useTranslation('session');
  return (
    <>
      <TextInput
        {...form.getInputProps('organizationName')}
        label={t('setup.organization')}
        size="lg"
        autoComplete="organization"
        maxLength={120}
      />
      <LanguageSelect
        {...form.getInputProps('language')}
        label={t('wizard.language')}
        size="lg"
        onChange={(language) => {
          form.setFieldValue('language', language);
          void setLanguage(language);
        }}
      />
      <TimeZoneSelect {...form.getInputProps('timeZone')} label={t('wizard.timeZone')} size="lg" />
      <ColourField
        label={t('wizard.color')}
        size="lg"
        value={form.values.color}
        onChange={(color) => form.setFieldValue('color', color)}
      />
    </>
  );
}

interface SetupFootProps {
  /** Left out on the first step. */
  onBack?(): void;
  working?: boolean;
  disabled?: boolean;
}

/** The way on, and back where there is one. */
export function SetupFoot({ onBack, working = false, disabled = false }: SetupFootProps) {
  const { t } = useTranslation('session');
  return (
    <div className={classes.foot}>
      {onBack ? (
        <Button variant="subtle" size="lg" onClick={onBack}>
          {t('wizard.back')}
        </Button>
      ) : null}
      <Button type="submit" size="lg" loading={working} disabled={disabled}>
        {t('wizard.next')}
      </Button>
    </div>
  );
}
