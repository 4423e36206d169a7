import { Button } from '@mantine/core';
import { type ApiKey, relativeTime } from '@ventanilla/web';
import { CircleCheck, CirclePause, CircleX, TriangleAlert } from 'lucide-react';
import { Chip } from '../../../shared/components/chip.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from '../shared/panel.module.css';
import { scopePhrase } from './scope-text.ts';

const looks = {
  working: { tone: 'verde', icon: CircleCheck },
  limited: { tone: 'ambar', icon: TriangleAlert },
  stopped: { tone: 'rojo', icon: CirclePause },
  revoked: { tone: 'gris', icon: CircleX },
} as const;

/** One key: what it may do in plain words, whose it is, and whether it still works. */
export function ApiKeyRow({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke(): void }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const { tone, icon: Icon } = looks[apiKey.state];
  const facts = [
    apiKey.createdBy ? t('apiKeys.createdBy', { name: apiKey.createdBy }) : t('apiKeys.fromCli'),
    apiKey.lastUsedAt
      ? t('apiKeys.lastUsed', { time: relativeTime(apiKey.lastUsedAt, format) })
      : t('apiKeys.neverUsed'),
  ];
  return (
    <li>
      <span className={classes.main}>
        <b>{apiKey.name}</b> <span className={classes.mono}>{apiKey.prefix}…</span>
        <span className={classes.sub}>
          {apiKey.scopes.map((scope) => t(`apiKeys.scopeText.${scopePhrase(scope)}`)).join(' · ')}
        </span>
        <span className={classes.sub}>{facts.join(' · ')}</span>
      </span>
      <span className={classes.side}>
        <Chip tone={tone} icon={<Icon size={12} strokeWidth={2} aria-hidden />}>
          {t(`apiKeys.state.${apiKey.state}`)}
        </Chip>
        {apiKey.state === 'revoked' ? null : (
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
      {apiKey.state === 'limited' ? <span className={classes.note}>{t('apiKeys.limitedText')}</span> : null}
      {apiKey.state === 'stopped' ? <span className={classes.said}>{t('apiKeys.stoppedText')}</span> : null}
    </li>
  );
}
