import { useQuery } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { lazy, Suspense, useState } from 'react';
import { SetupOver } from '../features/session/setup/setup-over.tsx';
import { rememberedProgress } from '../features/session/setup/setup-progress.ts';
import { SetupWizard } from '../features/session/setup/setup-wizard.tsx';
import { api } from '../shared/api/api.ts';
import { FailedState } from '../shared/components/failed-state.tsx';
import { loadPhrases } from '../shared/i18n/page-phrases.ts';
import { MeContext, sessionQuery } from '../shared/session/session.ts';
import { useLinkToken } from './use-link-token.ts';

/** With its phrases, which nothing else needs. */
const MailboxGuide = lazy(async () => {
  const [guide] = await Promise.all([
    import('../features/settings/mailboxes/guide/mailbox-guide.tsx'),
    loadPhrases('mailboxes'),
  ]);
  return { default: guide.MailboxGuide };
});

/** The first set-up, by the one-time link. */
export function SetupPage() {
  const token = useLinkToken();
  // Half way through, the server no longer waits for an administrator: what was begun is finished.
  const [isUnderWay, setUnderWay] = useState(false);
  const setup = useQuery({
    queryKey: ['setup'],
    queryFn: () => dataOf(api.GET('/api/v1/setup')),
    enabled: !isUnderWay,
  });
  const session = useQuery(sessionQuery);
  const isResumed = Boolean(session.data) && rememberedProgress() !== null;
  if (!isUnderWay && session.isFetched && (setup.data?.needed || isResumed)) setUnderWay(true);
  if (isUnderWay) {
    return (
      <MeContext value={session.data ?? null}>
        <SetupWizard
          token={token}
          renderMailbox={(slot) => (
            <Suspense fallback={null}>
              <MailboxGuide {...slot} />
            </Suspense>
          )}
        />
      </MeContext>
    );
  }
  const { error } = setup;
  if (error) return <FailedState error={error} onRetry={() => void setup.refetch()} />;
  return setup.data && session.isFetched ? <SetupOver /> : null;
}
