import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { isTyping, registerActions } from './actions/actions.ts';
import { keyName } from './actions/key-names.ts';
import { problemText } from './api/problem-text.ts';
import classes from './notify.module.css';

/** How long a short notice stays, in ms. */
const staysMs = 6000;
/** One that asks for something stays longer, in ms. */
const undoStaysMs = 10_000;

/** What every notice has: when it goes by itself, and a button to send it away. */
function common() {
  return { autoClose: staysMs, closeButtonProps: { 'aria-label': i18next.t('desk:actions.dismiss') } };
}

/** A short notice at the bottom: something was done. It asks for nothing, so what it covers can be clicked. */
export function notifyDone(message: string): void {
  notifications.show({
    ...common(),
    className: classes.passing,
    message,
    icon: <CircleCheck size={16} aria-hidden />,
    role: 'status',
  });
}

/** Takes the key of the undo before away: only what was done last is undone by it. */
let forgetUndo = () => {};

interface NoticeAction {
  label: string;
  run(): void;
}

/**
 * Something was done that can be taken back within 10 s, by its button or by ⌘Z outside of text. Answers its id.
 * `also`: what else can be done about it.
 */
export function notifyUndoable(message: string, undo: NoticeAction, also?: NoticeAction): string {
  forgetUndo();
  const run = () => {
    notifications.hide(id);
    undo.run();
  };
  const unregister = registerActions({
    place: 'everywhere',
    read: () => [
      {
        id: 'undo',
        name: undo.label,
        keys: ['mod+z'],
        run: (event) => (event && isTyping(event.target) ? false : run()),
      },
    ],
  });
  const id = notifications.show({
    ...common(),
    autoClose: undoStaysMs,
    message: (
      <span className={classes.withAction}>
        <span className={classes.message}>{message}</span>
        {also ? (
          <button type="button" className={classes.action} onClick={also.run}>
            {also.label}
          </button>
        ) : null}
        <button type="button" className={classes.action} onClick={run}>
          {undo.label}
          <kbd aria-hidden>{keyName('mod+z')}</kbd>
        </button>
      </span>
    ),
    icon: <CircleCheck size={16} aria-hidden />,
    role: 'status',
    onClose: unregister,
  });
  forgetUndo = unregister;
  return id;
}

/** Something happened meanwhile; the button leads there. */
export function notifyNews(message: string, { label, run }: NoticeAction): void {
  const id = notifications.show({
    ...common(),
    autoClose: undoStaysMs,
    message: (
      <span className={classes.withAction}>
        <span className={classes.message}>{message}</span>
        <button
          type="button"
          className={classes.action}
          onClick={() => {
            notifications.hide(id);
            run();
          }}
        >
          {label}
        </button>
      </span>
    ),
    icon: <CircleAlert size={16} aria-hidden />,
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
