import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { isEmail } from '../../shared/account/is-email.ts';
import { passwordLengthMin } from '../../shared/account/password.ts';
import { judgeColour } from '../../shared/colour.rules.ts';
import { currentLanguage } from '../../shared/i18n/i18n.ts';

/** Ventanilla's own, until the organisation has another. */
const firstColour = '#5046b8';
export const accountFields = ['name', 'email', 'password'] as const;

/** What the set-up asks for over its first two steps, in one form; zone and language begin as this browser's. */
export function useSetupForm() {
  const { t } = useTranslation('session');
  const missing = (value: string) => (value.trim() === '' ? t('setup.missing') : null);
  return useForm({
    initialValues: {
      name: '',
      email: '',
      password: '',
      organizationName: '',
      language: currentLanguage(),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      color: firstColour,
    },
    validateInputOnBlur: [...accountFields, 'organizationName'],
    validate: {
      name: missing,
      email: (value) => (isEmail(value) ? null : t('signIn.emailWrong')),
      password: (value) =>
        value.length < passwordLengthMin ? t('setup.passwordShort', { min: passwordLengthMin }) : null,
      organizationName: missing,
      color: (value) => judgeColour(value).state !== 'ok',
    },
  });
}

export type SetupFormApi = ReturnType<typeof useSetupForm>;
