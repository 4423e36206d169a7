import { ForgotPasswordForm } from '../features/session/forgot-password-form.tsx';

/** Asking for the link to a new password. */
export function ForgotPasswordPage() {
  return <ForgotPasswordForm />;
}
