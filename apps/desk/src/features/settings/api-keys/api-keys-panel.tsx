import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ApiKey, dataOf, relativeTime } from '@ventanilla/web';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { ConfirmDialog } from '../../../shared/components/confirm-dialog.tsx';
import { EmptyState } from '../../../shared/components/empty-state.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone, notifyProblem } from '../../../shared/notify.tsx';
import { Loaded, Panel, Rows } from '../shared/panel.tsx';
import { ApiKeyForm } from './api-key-form.tsx';
import { ApiKeyRow } from './api-key-row.tsx';

export const apiKeysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/api-keys'))).items,
});

/** Keys by which other programs use the API. */
export function ApiKeysPanel() {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const query = useQuery(apiKeysQuery);
  const [creating, create] = useDisclosure(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const format = useFormat();
  const lastUsed = revoking?.lastUsedAt;
  const revoke = async () => {
    if (!revoking) return;
    try {
      await api.DELETE('/api/v1/api-keys/{apiKeyId}', { params: { path: { apiKeyId: revoking.id } } });
      notifyDone(t('apiKeys.revokedDone'));
    } catch (error) {
      notifyProblem(error);
    }
    await queryClient.invalidateQueries({ queryKey: apiKeysQuery.queryKey });
  };
  return (
    <Panel
      title={t('sections.apiKeys')}
      lead={`${t('apiKeys.lead')} ${t('apiKeys.follows')}`}
      action={
        <Button leftSection={<Plus size={16} aria-hidden />} onClick={create.open}>
          {t('apiKeys.create')}
        </Button>
      }
    >
      <Loaded query={query}>
        {(keys) =>
          keys.length === 0 ? (
            <EmptyState
              icon={<KeyRound />}
              tone="accent"
              title={t('apiKeys.emptyTitle')}
              text={t('apiKeys.emptyText')}
            />
          ) : (
            <Rows label={t('sections.apiKeys')}>
              {keys.map((key) => (
                <ApiKeyRow key={key.id} apiKey={key} onRevoke={() => setRevoking(key)} />
              ))}
            </Rows>
          )
        }
      </Loaded>
      <ApiKeyForm opened={creating} onClose={create.close} />
      <ConfirmDialog
        opened={revoking !== null}
        onClose={() => setRevoking(null)}
        title={t('apiKeys.revokeAsk', { name: revoking?.name ?? '' })}
        text={t('apiKeys.revokeText', {
          used: lastUsed ? relativeTime(lastUsed, format) : t('apiKeys.neverUsed'),
        })}
        confirm={t('apiKeys.revoke')}
        onConfirm={revoke}
      />
    </Panel>
  );
}
