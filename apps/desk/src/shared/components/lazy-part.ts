import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

/**
 * A part of a screen whose code comes after it. Without a connection it waits for one: what is missing is that part, and
 * never the screen with what somebody writes on it.
 */
export function lazyPart<P>(
  load: () => Promise<{ default: ComponentType<P> }>,
): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => {
    await untilOnline();
    return load();
  });
}

function untilOnline(): Promise<void> {
  if (navigator.onLine) return Promise.resolve();
  return new Promise((resolve) => window.addEventListener('online', () => resolve(), { once: true }));
}
