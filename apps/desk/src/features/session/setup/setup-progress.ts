import type { Language } from '@ventanilla/web';
import { useState } from 'react';
import { ownColour } from '../../../shared/brand/accent.rules.ts';
import { currentLanguage } from '../../../shared/i18n/i18n.ts';

export const setupSteps = [
  'account',
  'organization',
  'language',
  'blueprint',
  'mailbox',
  'demo',
  'done',
] as const;
export type SetupStep = (typeof setupSteps)[number];

/** What was answered so far; the password is never among it. */
export interface SetupProgress {
  step: SetupStep;
  name: string;
  email: string;
  organizationName: string;
  color: string;
  language: Language;
  timeZone: string;
  /** Key of the way of working that was taken up; null: none yet. */
  blueprint: string | null;
  /** Address of the mailbox that was connected; null: none yet. */
  mailbox: string | null;
  demo: boolean;
}

const storageKey = 'ventanilla.setup';

/** Zone and language begin as this browser's. */
function firstProgress(): SetupProgress {
  return {
    step: 'account',
    name: '',
    email: '',
    organizationName: '',
    color: ownColour,
    language: currentLanguage(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    blueprint: null,
    mailbox: null,
    demo: false,
  };
}

/** What this browser remembers of a set-up that was begun; null: nothing. */
export function rememberedProgress(): SetupProgress | null {
  try {
    const text = localStorage.getItem(storageKey);
    const found =
      text === null ? null : { ...firstProgress(), ...(JSON.parse(text) as Partial<SetupProgress>) };
    return found && setupSteps.includes(found.step) ? found : null;
  } catch {
    return null;
  }
}

function remember(progress: SetupProgress | null): void {
  try {
    if (progress) localStorage.setItem(storageKey, JSON.stringify(progress));
    else localStorage.removeItem(storageKey);
  } catch {
    // Without storage a reload begins anew.
  }
}

/** Where the set-up stands; a reload goes on there. `exists`: the administrator was made already. */
export function useSetupProgress({ exists }: { exists: boolean }) {
  const [progress, setProgress] = useState<SetupProgress>(() => {
    const found = rememberedProgress() ?? firstProgress();
    // The password is wanted again.
    return exists ? found : { ...found, step: 'account' };
  });
  return {
    progress,
    change(patch: Partial<SetupProgress>) {
      setProgress((before) => {
        const next = { ...before, ...patch };
        remember(next);
        return next;
      });
    },
    /** Nothing of it is needed any more. */
    forget: () => remember(null),
  };
}
