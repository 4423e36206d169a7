import { type DomainTest, dataOf, type ServerTest } from '@ventanilla/web';
import { useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { isAddress, type ServerKind, toServer } from './mailbox.form.ts';
import type { MailboxFormApi } from './use-mailbox-form.ts';

export interface TestResult {
  imap: ServerTest | null;
  smtp: ServerTest | null;
  domain: DomainTest | null;
  /** Host of each server that was tried. */
  hosts: { imap: string; smtp: string };
  at: Date;
  ms: number;
}

interface TestState {
  working: boolean;
  /** `nothing`: no server was given; `problem`: the trial itself could not be made. */
  result: TestResult | 'nothing' | { problem: unknown } | null;
}

interface TestInput {
  form: MailboxFormApi;
  /** Stored passwords of this mailbox serve for the same servers; null for a new one. */
  mailboxId: string | null;
  kinds: readonly ServerKind[];
  /** Look at the domain as well, and send a test mail by the outgoing server. */
  withDelivery: boolean;
}

/** Tries the servers as they are typed, without keeping anything. */
export function useConnectionTest({ form, mailboxId, kinds, withDelivery }: TestInput) {
  const [{ working, result }, setState] = useState<TestState>({ working: false, result: null });
  const run = async () => {
    const { values } = form;
    const given = (kind: ServerKind) => (kinds.includes(kind) ? toServer(values[kind]) : null);
    const address = values.address.trim();
    const delivery = withDelivery && isAddress(address) ? { address, sendTest: kinds.includes('smtp') } : {};
    const body = {
      imap: given('imap'),
      smtp: given('smtp'),
      ...(mailboxId ? { mailboxId } : {}),
      ...delivery,
    };
    if (!body.imap && !body.smtp && !('address' in body)) {
      setState({ working: false, result: 'nothing' });
      return;
    }
    const wrong = kinds
      .flatMap((kind) => [`${kind}.host`, `${kind}.port`] as const)
      .filter((field) => form.validateField(field).hasError);
    if (wrong[0]) {
      setState({ working: false, result: null });
      form.getInputNode(wrong[0])?.focus();
      return;
    }
    setState({ working: true, result: null });
    const started = performance.now();
    try {
      const tested = await dataOf(api.POST('/api/v1/mailboxes/test', { body }));
      const hosts = { imap: values.imap.host, smtp: values.smtp.host };
      const ms = performance.now() - started;
      setState({ working: false, result: { ...tested, hosts, at: new Date(), ms } });
    } catch (problem) {
      setState({ working: false, result: { problem } });
    }
  };
  return { working, result, run };
}

export type ConnectionTest = ReturnType<typeof useConnectionTest>;
