import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { AuthLayout } from '../auth-layout.tsx';

/** The link was opened after the set-up. */
export function SetupOver() {
  const { t } = useTranslation('session');
  return (
    <AuthLayout title={t('setup.doneTitle')} subtitle={t('setup.doneText')}>
      <Button component={Link} to="/sign-in" size="lg" fullWidth>
        {t('setup.toSignIn')}
      </Button>
    </AuthLayout>
  );
}
