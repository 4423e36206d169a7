import type { Mailbox } from '@ventanilla/web';
import { useCallback, useEffect, useState } from 'react';
import { toFields } from '../mailbox.form.ts';
import type { MailboxFormApi } from '../use-mailbox-form.ts';

/**
 * The mailbox as the form shows it. A newer one takes its place where nobody wrote anything, or where it differs in
 * nothing that is written here; otherwise saving is refused, and nobody's change is lost.
 */
export function useSeenMailbox(mailbox: Mailbox | null, form: MailboxFormApi) {
  const [seen, setSeen] = useState(mailbox);
  const show = useCallback(
    (next: Mailbox) => {
      setSeen(next);
      form.setInitialValues(toFields(next));
      form.reset();
    },
    [form],
  );
  useEffect(() => {
    if (!mailbox || !seen || mailbox.version <= seen.version) return;
    const isSame = JSON.stringify(toFields(mailbox)) === JSON.stringify(toFields(seen));
    if (isSame) setSeen(mailbox);
    else if (!form.isDirty()) show(mailbox);
  }, [mailbox, seen, form, show]);
  return { seen, show };
}
