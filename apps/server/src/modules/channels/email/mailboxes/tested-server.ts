import type { testStepKeys } from '@ventanilla/contracts/channels';
import type { MailServer } from '../../channels.tables.ts';

export interface TestedServer extends MailServer {
  /** What signs in: a password, or how an access token is had. */
  signIn: { password: string | null } | { accessToken(): Promise<string> };
}

export type StepKey = (typeof testStepKeys)[number];

/** A mail that shows that mail leaves. */
export interface TestMail {
  from: { name: string; address: string };
  to: string;
  subject: string;
  text: string;
}

export interface TestInput {
  kind: 'imap' | 'smtp';
  server: TestedServer;
  /** Sent through an outgoing server once it let us in. */
  mail?: TestMail | null;
  /** For tests: whose certificates to believe. */
  ca?: string;
}
