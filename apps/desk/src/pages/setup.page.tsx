import '@mantine/core/styles/Checkbox.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { dataOf } from '@ventanilla/web';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SetupDone } from '../features/session/setup-done.tsx';
import { SetupWizard } from '../features/session/setup-wizard.tsx';
import { MailboxFields } from '../features/settings/mailboxes/mailbox-form.tsx';
import { api } from '../shared/api/api.ts';
import { FailedState } from '../shared/components/failed-state.tsx';

const route = getRouteApi('/setup');

/** The first set-up, by the one-time link. */
export function SetupPage() {
  const { t } = useTranslation('session');
  const { token } = route.useSearch();
  // Half way through, the server no longer waits for an administrator: what was begun is finished.
  const [isUnderWay, setUnderWay] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['setup'],
    queryFn: () => dataOf(api.GET('/api/v1/setup')),
    enabled: !isUnderWay,
  });
  if (data?.needed && !isUnderWay) setUnderWay(true);
  if (isUnderWay) {
    return (
      <SetupWizard
        token={token}
        renderMailbox={(onDone) => (
          <MailboxFields
            mailbox={null}
            onSaved={() => onDone(true)}
            onCancel={() => onDone(false)}
            cancelText={t('wizard.skip')}
          />
        )}
      />
    );
  }
  if (error) return <FailedState error={error} onRetry={() => void refetch()} />;
  return data ? <SetupDone /> : null;
}
