import { Button, CopyButton } from '@mantine/core';
import { isProblem } from '@ventanilla/web';
import { ServerCrash } from 'lucide-react';
import { EmptyState } from '../shared/components/empty-state.tsx';
import { FailedState } from '../shared/components/failed-state.tsx';
import { useTranslation } from '../shared/i18n/use-translation.ts';

/** What a failed screen shows instead of nothing: a request that failed, or a fault of ours. */
export function ErrorPage({ error, reset }: { error: unknown; reset: () => void }) {
  const { t } = useTranslation();
  if (isProblem(error)) return <FailedState error={error} onRetry={reset} />;
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return (
    <EmptyState
      tone="rojo"
      icon={<ServerCrash />}
      title={t('states.crashTitle')}
      text={t('states.crashText')}
    >
      <Button size="xs" onClick={() => window.location.reload()}>
        {t('states.reload')}
      </Button>
      <CopyButton value={detail}>
        {({ copied, copy }) => (
          <Button variant="subtle" size="xs" onClick={copy}>
            {copied ? t('actions.copied') : t('actions.copyDetail')}
          </Button>
        )}
      </CopyButton>
    </EmptyState>
  );
}
