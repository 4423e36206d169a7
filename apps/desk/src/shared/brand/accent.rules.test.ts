import { describe, expect, it } from 'vitest';
import { contrastRatio, judgeColour } from '../colour.rules.ts';
import { accentTokens } from './accent.rules.ts';

/** Colours that the organisation may choose, from every part of the wheel and both ends of lightness. */
const brands = [
  '#5046b8',
  '#1d54ab',
  '#974100',
  '#a91e2d',
  '#1a6a3b',
  '#7a5000',
  '#000000',
  '#26231f',
  '#6d28d9',
  '#be185d',
  '#0f766e',
  '#767676',
];

describe.each(['light', 'dark'] as const)('the accent of a brand in the %s theme', (scheme) => {
  const ground =
    scheme === 'light'
      ? { canvas: '#f6f5f2', surface: '#ffffff', hover: '#f3f2ee' }
      : { canvas: '#131211', surface: '#1b1a18', hover: '#22201e' };

  it.each(brands)('%s can be read wherever the desk puts it', (brand) => {
    expect(judgeColour(brand).state).toBe('ok');
    const token = accentTokens(brand, scheme);
    const texts: [string, string][] = [
      [token['--on-accent']!, token['--accent']!],
      [token['--accent']!, ground.surface],
      [token['--accent-ink']!, token['--accent-soft']!],
      [token['--accent-ink']!, token['--selected']!],
      [token['--accent-ink']!, ground.canvas],
      [token['--accent-ink']!, ground.hover],
    ];
    for (const [text, under] of texts) expect(contrastRatio(text, under)).toBeGreaterThanOrEqual(4.5);
    for (const under of Object.values(ground)) {
      expect(contrastRatio(token['--focus']!, under)).toBeGreaterThanOrEqual(3);
    }
    // The ink of texts stays readable on what is chosen.
    const ink = scheme === 'light' ? '#6b675f' : '#969086';
    expect(contrastRatio(ink, token['--selected']!)).toBeGreaterThanOrEqual(4.5);
    expect(contrastRatio(ink, token['--accent-soft']!)).toBeGreaterThanOrEqual(4.5);
  });
});
