import { type RefObject, useEffect, useEffectEvent, useState } from 'react';
import type { BringResult } from './use-older-messages.ts';

interface TargetInput {
  /** The message that the address names. */
  targetId: string | null;
  /** Grows each time somebody asks to go there. */
  jumps: number;
  content: RefObject<HTMLElement | null>;
  bring: (messageId: string) => Promise<BringResult>;
  toMessage: (message: HTMLElement) => void;
}

/** Frames of the screen that a message fetched just now is given to be drawn: hundreds may come along with it. */
const framesMax = 900;

function find(content: HTMLElement | null, messageId: string): HTMLElement | null {
  return content?.querySelector<HTMLElement>(`[data-message="${CSS.escape(messageId)}"]`) ?? null;
}

/** Goes to the message of the address, fetching back to it where needed; answers whether it is not there. */
export function useTargetMessage({ targetId, jumps, content, bring, toMessage }: TargetInput): boolean {
  const [missingId, setMissingId] = useState<string | null>(null);
  const show = (messageId: string, frames: number) => {
    const message = find(content.current, messageId);
    if (message) {
      toMessage(message);
      message.focus({ preventScroll: true });
    } else if (frames > 0) requestAnimationFrame(() => show(messageId, frames - 1));
  };
  const go = useEffectEvent(async (messageId: string) => {
    if (find(content.current, messageId)) return show(messageId, 0);
    const result = await bring(messageId);
    if (result === 'there') show(messageId, framesMax);
    else if (result === 'missing') setMissingId(messageId);
  });
  useEffect(() => {
    if (targetId === null) return undefined;
    // After whoever takes the focus when a ticket opens.
    const later = requestAnimationFrame(() => void go(targetId));
    return () => cancelAnimationFrame(later);
  }, [targetId, jumps]);
  return targetId !== null && missingId === targetId;
}
