import { useNavigate } from '@tanstack/react-router';
import { AcceptInvitation } from '../features/session/accept-invitation.tsx';
import { useLinkToken } from './use-link-token.ts';

/** Accepting an invitation, by the link of a mail. */
export function AcceptInvitationPage() {
  const token = useLinkToken();
  const navigate = useNavigate();
  return <AcceptInvitation key={token} token={token} onDone={() => navigate({ to: '/' })} />;
}
