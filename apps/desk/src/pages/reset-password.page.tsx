import { ResetPasswordForm } from '../features/session/reset-password-form.tsx';
import { useLinkToken } from './use-link-token.ts';

/** Setting a new password, by the link of a mail. */
export function ResetPasswordPage() {
  const token = useLinkToken();
  return <ResetPasswordForm key={token} token={token} />;
}
