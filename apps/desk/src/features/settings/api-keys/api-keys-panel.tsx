import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ApiKey, dataOf, relativeTime } from '@ventanilla/web';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../shared/api/api.ts';
import { Chip } from '../../../shared/components/chip.tsx';
import { ConfirmDialog } from '../../../shared/components/confirm-dialog.tsx';
import { EmptyState } from '../../../shared/components/empty-state.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { notifyDone, notifyProblem } from '../../../shared/notify.tsx';
import classes from '../shared/panel.module.css';
import { Loaded, Panel, Rows } from '../shared/panel.tsx';
import { ApiKeyForm } from './api-key-form.tsx';

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
      lead={t('apiKeys.lead')}
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
        text={t('apiKeys.revokeText')}
        confirm={t('apiKeys.revoke')}
        onConfirm={revoke}
      />
    </Panel>
  );
}

function ApiKeyRow({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke(): void }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  return (
    <li>
      <span className={classes.main}>
        <b>{apiKey.name}</b> <span className={classes.mono}>{apiKey.prefix}…</span>
        <span className={classes.sub}>{apiKey.scopes.join(', ')}</span>
      </span>
      <span className={classes.side}>
        <span>
          {apiKey.lastUsedAt
            ? t('apiKeys.lastUsed', { time: relativeTime(apiKey.lastUsedAt, format) })
            : t('apiKeys.neverUsed')}
        </span>
        {apiKey.revokedAt ? (
          <Chip>{t('apiKeys.revoked')}</Chip>
        ) : (
          <Button
            variant="default"
            size="xs"
            aria-label={t('apiKeys.revokeOf', { name: apiKey.name })}
            onClick={onRevoke}
          >
            {t('apiKeys.revoke')}
          </Button>
        )}
      </span>
    </li>
  );
}
