import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

type Palette = Record<string, string>;

/** The hexadecimal colours declared in the block of one theme. */
function palette(theme: 'light' | 'dark'): Palette {
  const start = css.indexOf(`[data-theme="${theme}"]`);
  const block = css.slice(css.indexOf('{', start), css.indexOf('}', start));
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

/** Relative luminance of sRGB (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const every = (fronts: string[], backs: string[]) =>
  fronts.flatMap((front) => backs.map((back) => [front, back] as const));

const grounds = ['canvas', 'surface', 'sunken', 'raised', 'hover', 'selected'];
const tones = ['naranja', 'azul', 'verde', 'rojo', 'ambar', 'gris'];
const textPairs = [
  ...every(['ink', 'ink-2', 'ink-3', 'accent-ink'], grounds),
  ...tones.flatMap((tone) => every([`${tone}-ink`], [`${tone}-soft`, 'surface', 'canvas'])),
  ...every(
    ['ink', 'ink-2'],
    tones.map((tone) => `${tone}-soft`),
  ),
  ...every(['naranja-ink', 'azul-ink', 'verde-ink', 'rojo-ink', 'ambar-ink'], ['raised', 'selected']),
  ...every(['on-primary'], ['primary', 'primary-hover']),
  ...every(['on-accent'], ['accent']),
  ...every(['ink', 'ink-2', 'ink-3', 'accent-ink'], ['accent-soft']),
  ...every(['ink', 'ink-2', 'ink-3', 'nota-ink'], ['nota']),
  ...every(['ink-3'], ['gris-soft']),
  ...every(['rojo-ink'], ['sunken']),
  ...every(['ink-2'], ['heat0', 'heat1']),
];
const componentPairs = [
  ...every([...tones, 'accent', 'focus', 'line-control'], ['canvas', 'surface']),
  ...every(['line-control', 'accent'], ['raised', 'sunken', 'selected']),
  ...every(['rojo'], ['raised']),
  ...every(['s1', 's2', 's3', 's4', 's5', 's6'], ['surface']),
];

describe.each(['light', 'dark'] as const)('tokens of the %s theme', (theme) => {
  const colours = palette(theme);
  const ratio = (front: string, back: string) => contrast(colours[front] ?? '', colours[back] ?? '');

  it('declares every colour that the pairs name', () => {
    const named = [...textPairs, ...componentPairs].flat();
    expect(named.filter((name) => !(name in colours))).toEqual([]);
  });
  it('reads at 4.5 to 1 or more in every pair of text and ground', () => {
    expect(textPairs.filter(([front, back]) => ratio(front, back) < 4.5)).toEqual([]);
  });
  it('is told apart at 3 to 1 or more in every pair of component and ground', () => {
    expect(componentPairs.filter(([front, back]) => ratio(front, back) < 3)).toEqual([]);
  });
});

it('measures black on white as 21 and a hair of grey as too little', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#8a8a8a', '#ffffff')).toBeLessThan(4.5);
});
