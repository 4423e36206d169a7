/** What the browser says about notices of the computer. */
export type DesktopLeave = 'granted' | 'denied' | 'default' | 'unsupported';

/** Notices exist on https and on localhost only. */
export function desktopLeave(): DesktopLeave {
  return typeof Notification === 'function' && isSecureContext ? Notification.permission : 'unsupported';
}

/** Asks the browser for its leave, from a click. */
export async function askDesktopLeave(): Promise<DesktopLeave> {
  if (desktopLeave() !== 'default') return desktopLeave();
  return Notification.requestPermission();
}

interface DesktopNotice {
  /** A later one with the same tag takes its place. */
  tag: string;
  title: string;
  text: string;
  onClick(): void;
}

export function showDesktopNotice({ tag, title, text, onClick }: DesktopNotice): void {
  try {
    // The sound is ours, so the computer keeps silent.
    const notice = new Notification(title, { body: text, tag, icon: '/icon.svg', silent: true });
    notice.addEventListener('click', () => {
      window.focus();
      notice.close();
      onClick();
    });
  } catch {
    // Chrome on Android has the constructor and refuses it; the toast is there when one comes back.
  }
}
