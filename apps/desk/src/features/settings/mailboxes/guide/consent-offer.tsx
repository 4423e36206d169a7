import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { MailProvider } from '@ventanilla/web';
import { Banner } from '../../../../shared/components/banner.tsx';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { ConsentCard } from '../editor/consent-card.tsx';
import { mailOAuthQuery } from '../mailboxes.queries.ts';

interface ConsentOfferProps {
  provider: MailProvider;
  newMailbox(): { name: string; address: string };
  onLater(): void;
}

/**
 * Signing in with the provider's account instead of a password: here where an application is registered, else after
 * the set-up, because registering one takes its time.
 */
export function ConsentOffer({ provider, newMailbox, onLater }: ConsentOfferProps) {
  const { t } = useTranslation('mailboxes');
  const { data } = useQuery(mailOAuthQuery);
  if (!data) return null;
  if (data.providers.some((each) => each.provider === provider && each.client !== null))
    return <ConsentCard provider={provider} mailbox={null} newMailbox={newMailbox} />;
  return (
    <Banner
      tone="azul"
      action={
        <Button size="xs" variant="default" onClick={onLater}>
          {t('consent.afterwards')}
        </Button>
      }
    >
      {t(`consent.after_${provider}`)}
    </Banner>
  );
}
