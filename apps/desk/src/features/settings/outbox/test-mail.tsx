import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { dataOf, type paths } from '@ventanilla/web';
import { MailCheck } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyProblem } from '../../../shared/notify.tsx';

type TestMail = paths['/api/v1/system-mails/test']['post']['responses'][202]['content']['application/json'];

/** How often it is asked what became of the mail, in ms. */
const everyMs = 1_500;

/** Sends a mail to oneself and says what became of it. */
export function useTestMail() {
  const [sent, setSent] = useState<TestMail | null>(null);
  const [working, setWorking] = useState(false);
  const { data: mail = sent } = useQuery({
    queryKey: ['test-mail', sent?.id],
    queryFn: async () => {
      const { items } = await dataOf(api.GET('/api/v1/system-mails', { params: { query: { limit: 20 } } }));
      return items.find(({ id }) => id === sent?.id) ?? sent;
    },
    enabled: sent !== null,
    refetchInterval: ({ state }) => (state.data && isSettled(state.data) ? false : everyMs),
  });
  return {
    mail,
    working,
    async send() {
      setWorking(true);
      try {
        setSent(await dataOf(api.POST('/api/v1/system-mails/test')));
      } catch (error) {
        notifyProblem(error);
      }
      setWorking(false);
    },
  };
}

function isSettled({ state, local }: TestMail): boolean {
  return state !== 'queued' || local;
}

/** The button that sends it. */
export function TestMailButton({ test }: { test: ReturnType<typeof useTestMail> }) {
  const { t } = useTranslation('settings');
  return (
    <Button
      data-setting="testMail"
      variant="default"
      leftSection={<MailCheck size={16} aria-hidden />}
      loading={test.working}
      onClick={() => void test.send()}
    >
      {t('outbox.test')}
    </Button>
  );
}

/** What became of it; nothing before it was sent. */
export function TestMailState({ mail }: { mail: TestMail | null }) {
  const { t } = useTranslation('settings');
  if (!mail) return null;
  const { to, state, local, serverSaid } = mail;
  if (local) return <Banner tone="ambar">{t('outbox.testLocal')}</Banner>;
  if (state === 'sent') return <Banner tone="verde">{t('outbox.testSent', { to })}</Banner>;
  const said = serverSaid ?? '';
  if (state === 'failed' || said !== '') {
    return (
      <Banner tone="rojo" role="alert">
        {t('outbox.testFailed', { to, said })}
      </Banner>
    );
  }
  return <Banner tone="azul">{t('outbox.testGone', { to })}</Banner>;
}
