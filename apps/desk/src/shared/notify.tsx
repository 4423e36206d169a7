import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { problemText } from './api/problem-text.ts';

/** How long a short notice stays, in ms. */
const staysMs = 6000;

/** What every notice has: when it goes by itself, and a button to send it away. */
function common() {
  return { autoClose: staysMs, closeButtonProps: { 'aria-label': i18next.t('desk:actions.dismiss') } };
}

/** A short notice at the bottom: something was done. */
export function notifyDone(message: string): void {
  notifications.show({
    ...common(),
    message,
    icon: <CircleCheck size={16} aria-hidden />,
    role: 'status',
  });
}

/** A short notice that something did not happen, in words. */
export function notifyFailed(message: string): void {
  notifications.show({
    ...common(),
    message,
    icon: <CircleAlert size={16} aria-hidden />,
    role: 'alert',
    color: 'rojo',
  });
}

/** A short notice of a failed request, with the server's sentence. */
export function notifyProblem(error: unknown): void {
  notifyFailed(problemText(error));
}
