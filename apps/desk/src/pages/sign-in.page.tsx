import { getRouteApi, useRouter } from '@tanstack/react-router';
import { SignInForm } from '../features/session/sign-in-form.tsx';

const route = getRouteApi('/sign-in');

/** Signing in; the guard of the route goes on to where the person wanted to be. */
export function SignInPage() {
  const { ended } = route.useSearch();
  const router = useRouter();
  return <SignInForm ended={ended === true} onSignedIn={() => router.invalidate()} />;
}
