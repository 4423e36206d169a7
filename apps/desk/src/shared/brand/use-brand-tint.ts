import { useLayoutEffect } from 'react';
import { judgeColour } from '../colour.rules.ts';
import { accentTokens, ownColour } from './accent.rules.ts';

const sheetId = 'brand-tint';
const storageKey = 'ventanilla.brand-colour';

/** Tints the desk's accent with the organisation's colour, in both themes; undefined leaves it as it is. */
export function useBrandTint(colour: string | undefined): void {
  useLayoutEffect(() => {
    if (colour === undefined) return;
    tint(colour);
    try {
      localStorage.setItem(storageKey, colour);
    } catch {
      // Without storage the next page begins in Ventanilla's own colour for a moment.
    }
  }, [colour]);
}

/** The colour that this browser saw last, before the server is asked: nothing changes colour while one looks. */
export function tintAsLastTime(): void {
  try {
    const colour = localStorage.getItem(storageKey);
    if (colour !== null) tint(colour);
  } catch {
    // Storage may be closed.
  }
}

function tint(colour: string): void {
  const present = document.getElementById(sheetId);
  if (colour.toLowerCase() === ownColour || judgeColour(colour).state !== 'ok') {
    present?.remove();
    return;
  }
  const sheet = present ?? document.createElement('style');
  sheet.id = sheetId;
  sheet.textContent = [
    `:root:root{${written(accentTokens(colour, 'light'))}}`,
    `:root:root[data-mantine-color-scheme="dark"]{${written(accentTokens(colour, 'dark'))}}`,
  ].join('\n');
  if (!present) document.head.append(sheet);
}

function written(tokens: Record<string, string>): string {
  return Object.entries(tokens)
    .map(([name, value]) => `${name}:${value}`)
    .join(';');
}
