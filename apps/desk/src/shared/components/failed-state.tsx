import { Button, CopyButton } from '@mantine/core';
import { isProblem } from '@ventanilla/web';
import { CloudAlert } from 'lucide-react';
import { problemText } from '../api/problem-text.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { EmptyState } from './empty-state.tsx';

interface FailedStateProps {
  error: unknown;
  /** What did not load; «No cargó» where left out. */
  title?: string;
  onRetry?: () => void;
}

/** What took the place of something that did not load: why, with a way out. */
export function FailedState({ error, title, onRetry }: FailedStateProps) {
  const { t } = useTranslation();
  const isSilent = !isProblem(error) || error.status === 0 || error.detail === '';
  return (
    <EmptyState
      tone="rojo"
      icon={<CloudAlert />}
      title={title ?? t('states.failedTitle')}
      text={isSilent ? t('states.failedText') : problemText(error)}
    >
      {onRetry ? (
        <Button variant="default" size="xs" onClick={onRetry}>
          {t('actions.retry')}
        </Button>
      ) : null}
      <CopyButton value={error instanceof Error ? `${error.name}: ${error.message}` : String(error)}>
        {({ copied, copy }) => (
          <Button variant="subtle" size="xs" onClick={copy}>
            {copied ? t('actions.copied') : t('actions.copyDetail')}
          </Button>
        )}
      </CopyButton>
    </EmptyState>
  );
}
