import { dataOf, type ServerTest } from '@ventanilla/web';
import { useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { toServer } from './mailbox.form.ts';
import type { MailboxFormApi } from './use-mailbox-form.ts';

export interface TestResult {
  imap: ServerTest | null;
  smtp: ServerTest | null;
}

interface TestState {
  working: boolean;
  /** `nothing`: no server was given; `problem`: the trial itself could not be made. */
  result: TestResult | 'nothing' | { problem: unknown } | null;
}

type Kind = 'imap' | 'smtp';

interface TestInput {
  form: MailboxFormApi;
  /** Stored passwords of this mailbox serve for the same servers; null for a new one. */
  mailboxId: string | null;
  kinds?: readonly Kind[];
}

/** Tries the servers as they are typed, without keeping anything. */
export function useConnectionTest({ form, mailboxId, kinds = ['imap', 'smtp'] }: TestInput) {
  const [{ working, result }, setState] = useState<TestState>({ working: false, result: null });
  const run = async () => {
    const given = (kind: Kind) => (kinds.includes(kind) ? toServer(form.values[kind]) : null);
    const body = { imap: given('imap'), smtp: given('smtp'), ...(mailboxId ? { mailboxId } : {}) };
    if (!body.imap && !body.smtp) return setState({ working: false, result: 'nothing' });
    const wrong = kinds
      .flatMap((kind) => [`${kind}.host`, `${kind}.port`] as const)
      .filter((field) => form.validateField(field).hasError);
    if (wrong[0]) {
      setState({ working: false, result: null });
      return form.getInputNode(wrong[0])?.focus();
    }
    setState({ working: true, result: null });
    try {
      setState({ working: false, result: await dataOf(api.POST('/api/v1/mailboxes/test', { body })) });
    } catch (problem) {
      setState({ working: false, result: { problem } });
    }
  };
  return { working, result, run };
}

export type ConnectionTest = ReturnType<typeof useConnectionTest>;
