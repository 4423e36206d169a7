import { ExternalLink } from 'lucide-react';
import { Banner } from '../../../../shared/components/banner.tsx';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { type Provider, passwordPages } from './providers.ts';

/** Whether the usual password does not serve there. */
export function usesAppPassword(provider: Provider): boolean {
  return provider !== 'other';
}

/** Which password the provider wants, and where to make it. */
export function PasswordHelp({ provider }: { provider: Provider }) {
  const { t } = useTranslation('mailboxes');
  if (provider === 'other') return null;
  return (
    <Banner tone="azul">
      {t(`help.${provider}`)}{' '}
      <a href={passwordPages[provider]} target="_blank" rel="noreferrer">
        {t('help.link')} <ExternalLink size={12} aria-hidden />
      </a>
    </Banner>
  );
}
