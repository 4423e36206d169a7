import { useSyncExternalStore } from 'react';
import { addNotices, type Notice, type Toast } from './notices.rules.ts';

let toasts: readonly Toast[] = [];
const watchers = new Set<() => void>();

function set(next: readonly Toast[]) {
  if (next === toasts) return;
  toasts = next;
  for (const notify of watchers) notify();
}

function watch(notify: () => void): () => void {
  watchers.add(notify);
  return () => watchers.delete(notify);
}

export function showNotices(notices: readonly Notice[]): void {
  set(addNotices(toasts, notices));
}

export function dismissToast(id: string): void {
  set(toasts.filter((toast) => toast.id !== id));
}

export function clearToasts(): void {
  set(toasts.length === 0 ? toasts : []);
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(watch, () => toasts);
}
