import type { TicketMessage } from '@ventanilla/web';
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';

const OriginalDialog = lazy(async () => ({
  default: (await import('./original-dialog.tsx')).OriginalDialog,
}));

interface OriginalDialogOpenerProps {
  message: TicketMessage;
  children(open: () => void): ReactNode;
}

/** Something that opens the original of a message; the focus comes back to where it was. */
export function OriginalDialogOpener({ message, children }: OriginalDialogOpenerProps) {
  const [isOpen, setIsOpen] = useState(false);
  const before = useRef<HTMLElement>(null);
  const open = () => {
    before.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    setIsOpen(true);
  };
  const close = () => {
    setIsOpen(false);
    before.current?.focus({ preventScroll: true });
  };
  return (
    <>
      {children(open)}
      {isOpen ? (
        <Suspense>
          <OriginalDialog message={message} onClose={close} />
        </Suspense>
      ) : null}
    </>
  );
}
