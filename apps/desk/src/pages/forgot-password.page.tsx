import { useLocation } from '@tanstack/react-router';
import { ForgotPasswordForm } from '../features/session/forgot-password-form.tsx';

/** Asking for the link to a new password. */
export function ForgotPasswordPage() {
  const typedEmail = useLocation({ select: ({ state }) => state.email });
  return <ForgotPasswordForm typedEmail={typedEmail ?? ''} />;
}
