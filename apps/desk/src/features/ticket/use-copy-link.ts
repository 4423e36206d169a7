import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { notifyDone, notifyFailed } from '../../shared/notify.tsx';
import { ticketAddress } from './ticket-place.ts';

/** Puts text on the clipboard, also where the page was not reached by https and the browser offers no clipboard. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    const focused = document.activeElement;
    field.value = text;
    field.style.position = 'fixed';
    field.style.opacity = '0';
    document.body.append(field);
    field.select();
    const isCopied = document.execCommand('copy');
    field.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    return isCopied;
  }
}

/** Copies the address of a ticket, or of one of its messages or notes, and says so. */
export function useCopyLink(ticketId: string): (messageId?: string) => Promise<void> {
  const { t } = useTranslation('ticket');
  return async (messageId) => {
    const address = ticketAddress(ticketId, messageId);
    if (await copyText(address)) notifyDone(t('done.linkCopied'));
    else notifyFailed(t('linkNotCopied', { address }));
  };
}
