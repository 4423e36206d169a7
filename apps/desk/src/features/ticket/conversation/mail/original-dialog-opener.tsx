import type { TicketMessage } from '@ventanilla/web';
import { type ReactNode, type RefObject, Suspense, useRef, useState } from 'react';
import { lazyPart } from '../../../../shared/components/lazy-part.ts';

const OriginalDialog = lazyPart(async () => ({
  default: (await import('./original-dialog.tsx')).OriginalDialog,
}));

interface OriginalDialogOpenerProps {
  message: TicketMessage;
  /** Draws what opens it; the focus comes back to the element that has the reference. */
  children(opener: { ref: RefObject<HTMLButtonElement | null>; open(): void }): ReactNode;
}

/** Something that opens the original of a message. */
export function OriginalDialogOpener({ message, children }: OriginalDialogOpenerProps) {
  const [isOpen, setIsOpen] = useState(false);
  const ref = useRef<HTMLButtonElement>(null);
  const close = () => {
    setIsOpen(false);
    requestAnimationFrame(() => ref.current?.focus({ preventScroll: true }));
  };
  return (
    <>
      {children({ ref, open: () => setIsOpen(true) })}
      {isOpen ? (
        <Suspense>
          <OriginalDialog message={message} onClose={close} />
        </Suspense>
      ) : null}
    </>
  );
}
