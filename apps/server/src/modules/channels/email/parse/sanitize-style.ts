const COLOUR = /^(#[0-9a-f]{3,8}|[a-z]{3,20}|rgba?\([\d\s.,%]{1,40}\))$/;
const SIDE_PX_MAX = 2000;
const FONT_PX_MAX = 72;
/** No honest declaration block of a mail is longer. */
const STYLE_CHARACTERS_MAX = 4000;

/** Allowed properties, each with the test of its value (lower-cased, without `!important`). */
const PROPERTIES: Record<string, (value: string) => boolean> = {
  color: isColour,
  'background-color': isColour,
  'font-weight': (value) => /^(normal|bold|bolder|lighter|[1-9]00)$/.test(value),
  'font-style': (value) => /^(normal|italic|oblique)$/.test(value),
  'text-decoration': (value) => /^(none|underline|line-through)$/.test(value),
  'text-align': (value) => /^(left|right|center|justify|start|end)$/.test(value),
  'font-size': (value) =>
    /^(x{0,2}-(small|large)|small|medium|large)$/.test(value) || isLength(value, FONT_PX_MAX),
  width: (value) => value === 'auto' || isLength(value, SIDE_PX_MAX),
  height: (value) => value === 'auto' || isLength(value, SIDE_PX_MAX),
};

/** Keeps the harmless declarations of a `style` attribute; empty when none is left. */
export function sanitizeStyle(style: string): string {
  const kept: string[] = [];
  for (const declaration of style.slice(0, STYLE_CHARACTERS_MAX).split(';')) {
    const colon = declaration.indexOf(':');
    if (colon < 1) continue;
    const name = declaration.slice(0, colon).trim().toLowerCase();
    // A plain colour is all that is understood of the shorthand.
    const property = name === 'background' ? 'background-color' : name;
    const value = declaration
      .slice(colon + 1)
      .replace(/!\s*important/i, '')
      .trim()
      .toLowerCase();
    if (Object.hasOwn(PROPERTIES, property) && PROPERTIES[property]?.(value))
      kept.push(`${property}:${value}`);
  }
  return kept.join(';');
}

/** A colour as CSS or as a `bgcolor` attribute may name it; never a function that loads something. */
export function isColour(value: string): boolean {
  return COLOUR.test(value.toLowerCase());
}

/** A number with a unit, in the range that cannot push the message out of its frame. */
function isLength(value: string, pixelsMax: number): boolean {
  const match = /^(\d{1,4}(?:\.\d{1,3})?)(px|pt|em|rem|%)?$/.exec(value);
  if (!match) return false;
  const unit = match[2] ?? 'px';
  const perUnit = unit === 'em' || unit === 'rem' ? 16 : unit === 'pt' ? 4 / 3 : 1;
  return Number(match[1]) * perUnit <= (unit === '%' ? 300 : pixelsMax);
}
