import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

/** Pauses before its code is asked for again; after them it is left out until the page is loaded anew. */
const pausesMs = [500, 1000, 2000, 4000, 8000, 16_000, 30_000];

/**
 * A part of a screen whose code comes after it. Where that cannot be had it is asked for again: what is missing is that
 * part, and never the screen with what somebody writes on it.
 */
export function lazyPart<P>(
  load: () => Promise<{ default: ComponentType<P> }>,
): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => {
    for (const pause of pausesMs) {
      try {
        return await load();
      } catch {
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
    return { default: () => null };
  });
}
