import type { session as source } from '../es/session.ts';

/** Signing in and out, and the first set-up. */
export const session: typeof source = {
  signIn: {
    title: 'Sign in to your help desk',
    subtitle: 'With the e-mail address and password you were given.',
    email: 'E-mail',
    password: 'Password',
    submit: 'Sign in',
    emailMissing: 'Type your e-mail address',
    emailWrong: 'Something is missing in the address, such as @ or its end',
    passwordMissing: 'Type your password',
    forgot: 'Forgot your password? Ask whoever runs Ventanilla for another.',
    ended: 'Your session ended. Sign in again.',
    waitSeconds: 'You can try again in {{seconds}} s.',
    setupNeeded:
      'This installation has no administrator yet. Open the set-up link that the server printed when it started.',
  },
  setup: {
    title: 'Set up Ventanilla',
    subtitle: 'You create the first administrator account. It takes a minute.',
    organization: 'Name of your company',
    name: 'Your name',
    email: 'Your e-mail address',
    password: 'Password',
    passwordHint: 'At least {{min}} characters; a sentence will do.',
    submit: 'Start',
    missing: 'Missing',
    passwordShort: 'Too short: {{min}} characters or more',
    noToken: 'The key is missing from the address. Copy the whole link that the server printed.',
    doneTitle: 'The set-up is already done',
    doneText: 'Sign in with your account.',
    toSignIn: 'Go to sign in',
  },
  showPassword: 'Show the password',
  theme: 'Change theme',
};
