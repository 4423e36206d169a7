/** White text on the brand's colour, and the desk's paper that it stands on (`--canvas`); the server looks at the same. */
const text = '#ffffff';
const paper = '#f6f5f2';
/** WCAG 2.2: 1.4.3 for text, 1.4.11 for what is not text. */
const textContrastMin = 4.5;
const paperContrastMin = 3;

export interface ColourVerdict {
  /** `invalid`: no `#rrggbb`; `under_text`: white text on it is unreadable; `on_paper`: it is lost on the desk. */
  state: 'ok' | 'invalid' | 'under_text' | 'on_paper';
  /** Contrast with what it fails against, or with white text; cut to two places, so that 4.499 never reads as 4.5. */
  ratio: number;
  /** What it must reach. */
  min: number;
}

/** Whether a brand colour can be read, and what it lacks. The server has the last word. */
export function judgeColour(colour: string): ColourVerdict {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return { state: 'invalid', ratio: 0, min: textContrastMin };
  const onPaper = cut(contrastRatio(colour, paper));
  const underText = cut(contrastRatio(colour, text));
  if (onPaper < paperContrastMin) return { state: 'on_paper', ratio: onPaper, min: paperContrastMin };
  return { state: underText < textContrastMin ? 'under_text' : 'ok', ratio: underText, min: textContrastMin };
}

function cut(ratio: number): number {
  return Math.floor(ratio * 100) / 100;
}

/** Ratio of contrast of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, relative luminance). */
export function contrastRatio(a: string, b: string): number {
  const [one, other] = [luminance(a), luminance(b)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

function luminance(colour: string): number {
  const channel = (at: number) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
