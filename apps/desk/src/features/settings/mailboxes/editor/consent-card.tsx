import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { dataOf, type Mailbox, type MailProvider, relativeTime } from '@ventanilla/web';
import { LogIn } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../../shared/api/api.ts';
import { Banner } from '../../../../shared/components/banner.tsx';
import { useFormat } from '../../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { notifyProblem } from '../../../../shared/notify.tsx';
import classes from '../../shared/panel.module.css';
import { mailOAuthQuery } from '../mailboxes.queries.ts';
import { OAuthClientForm } from './oauth-client-form.tsx';
import { providerNames } from './providers.ts';

interface ConsentCardProps {
  provider: MailProvider;
  /** The mailbox that is connected; null for a new one. */
  mailbox: Mailbox | null;
  /** What a new one shall be; null while it is not known yet, after showing what is missing. */
  newMailbox(): { name: string; address: string } | null;
}

/** Signing in with the provider's account: its state, the button, and the application that it needs once. */
export function ConsentCard({ provider, mailbox, newMailbox }: ConsentCardProps) {
  const { t } = useTranslation('mailboxes');
  const { data } = useQuery(mailOAuthQuery);
  const [isChanging, setChanging] = useState(false);
  const [working, setWorking] = useState(false);
  const client = data?.providers.find((each) => each.provider === provider)?.client ?? null;
  const consent = mailbox?.consent?.provider === provider ? mailbox.consent : null;
  const connect = async () => {
    const body = mailbox ? { mailboxId: mailbox.id } : newMailbox();
    if (!body) return;
    setWorking(true);
    try {
      const path = { provider };
      const { url } = await dataOf(
        api.POST('/api/v1/mail-oauth/{provider}/begin', { params: { path }, body }),
      );
      window.location.assign(url);
    } catch (error) {
      notifyProblem(error);
      setWorking(false);
    }
  };
  if (!data) return null;
  const isOpen = client === null || isChanging;
  return (
    <div className={classes.fields}>
      {consent && mailbox ? <ConsentState consent={consent} address={mailbox.address} /> : null}
      {consent ? null : <p className={classes.hint}>{t('consent.why')}</p>}
      {isOpen ? (
        <OAuthClientForm
          key={provider}
          provider={provider}
          client={client}
          redirectUrl={data.redirectUrl}
          onSaved={() => setChanging(false)}
        />
      ) : (
        <p className={classes.hint}>
          {t('consent.registeredOf', { provider: providerNames[provider], clientId: client.clientId })}{' '}
          <Button variant="subtle" size="compact-xs" onClick={() => setChanging(true)}>
            {t('consent.change')}
          </Button>
        </p>
      )}
      {client ? (
        <div>
          <Button
            leftSection={<LogIn size={16} aria-hidden />}
            loading={working}
            onClick={() => void connect()}
          >
            {consent ? t('consent.again') : t(`consent.with_${provider}`)}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function ConsentState(props: { consent: NonNullable<Mailbox['consent']>; address: string }) {
  const { consent, address } = props;
  const { t } = useTranslation('mailboxes');
  const format = useFormat();
  if (consent.withdrawn) {
    return (
      <Banner tone="rojo">{t('consent.withdrawn', { provider: providerNames[consent.provider] })}</Banner>
    );
  }
  const { account } = consent;
  const isOther = account.toLowerCase() !== address.toLowerCase();
  return (
    <>
      <Banner tone="verde">
        {t('consent.given', { account, time: relativeTime(consent.grantedAt, format) })}
      </Banner>
      {isOther ? <Banner tone="ambar">{t('consent.other', { account, address })}</Banner> : null}
    </>
  );
}
