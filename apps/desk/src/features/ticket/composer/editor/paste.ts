/** Marks what was copied from this editor, whose lines are paragraphs already. */
const ownMark = 'data-pm-slice';

const isZero = (margin: string) => margin !== '' && Number.parseFloat(margin) === 0;

/**
 * Pages put space between paragraphs by their style, which is not taken along: an empty line keeps it. Everything
 * that the editor does not know (styles, classes, scripts, pictures from elsewhere) is left out by its schema.
 */
export function spaceParagraphs(html: string): string {
  if (html.includes(ownMark)) return html;
  const page = new window.DOMParser().parseFromString(html, 'text/html');
  for (const paragraph of page.querySelectorAll('p')) {
    const next = paragraph.nextElementSibling;
    if (next?.tagName === 'P' && !isZero(paragraph.style.marginBottom))
      paragraph.after(page.createElement('p'));
  }
  return page.body.innerHTML;
}
