import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { portFor } from '../mailbox.form.ts';
import { guessQuery } from '../mailboxes.queries.ts';
import type { MailboxFormApi } from '../use-mailbox-form.ts';
import type { GuessedServers, Provider } from './providers.ts';

/** Who has the mail of the address that is written, and putting their servers into the form. */
export function useGuessedServers(form: MailboxFormApi) {
  const queryClient = useQueryClient();
  const [guessedFor, setGuessedFor] = useState('');
  const address = form.values.address.trim();
  const { data } = useQuery(guessQuery(address));
  const provider: Provider = data?.provider ?? 'other';

  /** Puts the servers of the address into the form, once for each address. */
  const fill = async () => {
    if (address === guessedFor) return;
    setGuessedFor(address);
    const guess: GuessedServers | null = await queryClient.fetchQuery(guessQuery(address)).catch(() => null);
    for (const kind of ['imap', 'smtp'] as const) {
      const domain = address.split('@')[1] ?? '';
      const security = guess?.[kind].security ?? (kind === 'imap' ? 'tls' : 'starttls');
      form.setFieldValue(kind, {
        used: true,
        host: guess?.[kind].host ?? `${kind}.${domain}`,
        port: guess ? String(guess[kind].port) : portFor(kind, security, ''),
        security,
        user: address,
        access: 'password',
        password: '',
      });
    }
  };
  return { provider, isKnown: provider !== 'other', isGuess: data?.by === 'guess', fill };
}
