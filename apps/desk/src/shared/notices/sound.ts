import type { BoardColumnKey } from '@ventanilla/web';
import { useSyncExternalStore } from 'react';

/** What sounds: a column of the board, or a notice that no column tells. */
export type Tune = BoardColumnKey | 'notice';

/** Notes of each, in Hz, one after another: higher for what is new, falling for what waits for an answer. */
const notes: Record<Tune, readonly number[]> = {
  new: [659.25, 880],
  your_turn: [783.99, 587.33],
  answered: [440],
  notice: [587.33, 587.33],
};
/** From one note to the next, in s. */
const stepS = 0.13;
/** How long a note rings out, in s. */
const ringS = 0.45;
/** How loud, of 1: heard in a quiet office, not across it. */
const volume = 0.12;

let context: AudioContext | null = null;
const watchers = new Set<() => void>();

function notify() {
  for (const watcher of watchers) watcher();
}

/** Tries whether this page may sound: browsers stay silent until somebody touches the page. */
export function prepareSound(): void {
  if (context || typeof AudioContext !== 'function') return;
  context = new AudioContext();
  context.addEventListener('statechange', notify);
  notify();
}

/** To be called from a click or a key: then the browser lets the page sound from now on. */
export async function unlockSound(): Promise<void> {
  prepareSound();
  await context?.resume();
  notify();
}

/** Whether this page could sound now. */
export function canSound(): boolean {
  return context?.state === 'running';
}

/** Plays a short sound; nothing where the browser does not let the page sound. */
export function playSound(tune: Tune): void {
  if (!context || !canSound()) return;
  const start = context.currentTime;
  for (const [index, frequency] of notes[tune].entries()) {
    const at = start + index * stepS;
    const tone = context.createOscillator();
    const loudness = context.createGain();
    tone.type = 'sine';
    tone.frequency.setValueAtTime(frequency, at);
    loudness.gain.setValueAtTime(0.0001, at);
    loudness.gain.exponentialRampToValueAtTime(volume, at + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, at + ringS);
    tone.connect(loudness).connect(context.destination);
    tone.start(at);
    tone.stop(at + ringS);
  }
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Whether the browser holds the sound back until somebody touches the page. */
export function useSoundBlocked(): boolean {
  return useSyncExternalStore(watch, () => context?.state === 'suspended');
}
