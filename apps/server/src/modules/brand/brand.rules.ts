import { AppError } from '../../platform/errors.ts';

/** Text on the brand's colour is white. */
const text = '#ffffff';
/** The desk's paper, on which buttons and lines of that colour stand (`--canvas`). */
const paper = '#f6f5f2';
/** WCAG 2.2: 1.4.3 for text, 1.4.11 for what is not text. */
const textContrastMin = 4.5;
const paperContrastMin = 3;

/** Ratio of contrast of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, relative luminance). */
export function contrastRatio(a: string, b: string): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/**
 * Refuses a colour that cannot be read, and says with what: `organization.color_under_text` (white text) or
 * `organization.color_on_paper`, with the contrast it has and the one it needs.
 */
export function demandLegible(color: string): void {
  const underText = contrastRatio(color, text);
  const onPaper = contrastRatio(color, paper);
  if (onPaper < paperContrastMin) {
    throw new AppError('organization.color_on_paper', { params: params(onPaper, paperContrastMin) });
  }
  if (underText < textContrastMin) {
    throw new AppError('organization.color_under_text', { params: params(underText, textContrastMin) });
  }
}

/** Cut, not rounded: 4.49 must not read as the 4.5 that it lacks. */
function params(ratio: number, min: number) {
  return { ratio: Math.floor(ratio * 100) / 100, min };
}

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
