import { useQueryClient } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { useEffect } from 'react';
import { api } from '../../../shared/api/api.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone, notifyProblem } from '../../../shared/notify.tsx';
import { mailboxesQuery } from './mailboxes.queries.ts';

/** What the provider sends the browser back with, read once; a code is worth nothing twice. */
let taken: string | null = null;

/** Ends a consent when the browser comes back from the provider: hands the code over and opens the mailbox. */
export function useConsentReturn(onConnected: (mailboxId: string) => void): void {
  const { t } = useTranslation('mailboxes');
  const queryClient = useQueryClient();
  useEffect(() => {
    const search = new URLSearchParams(window.location.search);
    const state = search.get('state');
    if (state === null || state === taken) return;
    taken = state;
    // The code stays neither in the address nor in the history.
    window.history.replaceState(window.history.state, '', window.location.pathname);
    const code = search.get('code');
    if (code === null) {
      notifyDone(t('consent.denied'));
      return;
    }
    dataOf(api.POST('/api/v1/mail-oauth/complete', { body: { state, code } })).then(
      async ({ mailboxId, address, account }) => {
        await queryClient.invalidateQueries({ queryKey: mailboxesQuery.queryKey });
        notifyDone(t('consent.done', { address, account }));
        onConnected(mailboxId);
      },
      notifyProblem,
    );
  }, [onConnected, queryClient, t]);
}
