import { contrastRatio } from '../colour.rules.ts';

/** Surfaces of the tokens on which the accent stands, and the palest ink that stands on the accent's, by theme. */
const grounds = {
  light: { canvas: '#f6f5f2', surface: '#ffffff', hover: '#f3f2ee', ink3: '#6b675f' },
  dark: { canvas: '#131211', surface: '#1b1a18', hover: '#22201e', ink3: '#969086' },
} as const;
/** WCAG 2.2, 1.4.3 for text and 1.4.11 for what is not text; a little over, since colours are cut to whole steps. */
const textContrast = 4.6;
const lineContrast = 3.1;
const steps = 40;

export type Scheme = keyof typeof grounds;

/** Colours of Ventanilla itself, which the tokens have already. */
export const ownColour = '#5046b8';

/**
 * The accent's tokens for a brand colour (`#rrggbb`), each within WCAG AA where the desk uses it: text on white,
 * text on its own soft ground, lines on paper. In the dark theme the colour becomes lighter until it can be seen.
 */
export function accentTokens(colour: string, scheme: Scheme): Record<string, string> {
  return scheme === 'light' ? lightTokens(colour) : darkTokens(colour);
}

function lightTokens(colour: string) {
  const { canvas, surface, hover, ink3 } = grounds.light;
  const accent = until(
    colour,
    '#000000',
    (tried) => contrastRatio(tried, surface) >= textContrast && contrastRatio(tried, canvas) >= lineContrast,
  );
  const soft = softened(accent, { surface, ink3, share: 0.11 });
  const selected = softened(accent, { surface, ink3, share: 0.09 });
  const ink = until(accent, '#000000', (tried) =>
    [soft, selected, hover, canvas].every((ground) => contrastRatio(tried, ground) >= textContrast),
  );
  return tokens({
    accent,
    ink,
    soft,
    selected,
    line: mix(surface, accent, 0.32),
    on: '#ffffff',
    focus: accent,
  });
}

function darkTokens(colour: string) {
  const { canvas, surface, hover, ink3 } = grounds.dark;
  const accent = until(
    colour,
    '#ffffff',
    (tried) =>
      contrastRatio(tried, canvas) >= textContrast + 0.6 && contrastRatio(tried, surface) >= textContrast,
  );
  const soft = softened(accent, { surface, ink3, share: 0.16 });
  const ink = until(accent, '#ffffff', (tried) =>
    [soft, hover, surface].every((ground) => contrastRatio(tried, ground) >= textContrast + 1.4),
  );
  return tokens({
    accent,
    ink,
    soft,
    selected: soft,
    line: mix(surface, accent, 0.36),
    on: canvas,
    focus: ink,
  });
}

interface Accent {
  accent: string;
  ink: string;
  soft: string;
  selected: string;
  line: string;
  on: string;
  focus: string;
}

function tokens({ accent, ink, soft, selected, line, on, focus }: Accent): Record<string, string> {
  return {
    '--accent': accent,
    '--accent-ink': ink,
    '--accent-soft': soft,
    '--accent-line': line,
    '--on-accent': on,
    '--selected': selected,
    '--focus': focus,
  };
}

/** A ground with that share of the accent, or as much of it as leaves texts on it readable. */
function softened(accent: string, on: { surface: string; ink3: string; share: number }): string {
  const { surface, ink3 } = on;
  return until(
    mix(surface, accent, on.share),
    surface,
    (tried) => contrastRatio(ink3, tried) >= textContrast,
  );
}

/** The first colour on the way from one to another that is good enough; the other one where none is. */
function until(from: string, to: string, isEnough: (tried: string) => boolean): string {
  for (let step = 0; step <= steps; step += 1) {
    const tried = mix(from, to, step / steps);
    if (isEnough(tried)) return tried;
  }
  return to;
}

/** `share` of `b` in `a`, both `#rrggbb`. */
function mix(a: string, b: string, share: number): string {
  const channel = (colour: string, at: number) => Number.parseInt(colour.slice(at, at + 2), 16);
  const mixed = [1, 3, 5].map((at) => Math.round(channel(a, at) * (1 - share) + channel(b, at) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
