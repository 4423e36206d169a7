import type { TextMark } from '@ventanilla/web';
import classes from './marked-text.module.css';

/** Plain text with what was found made visible. */
export function MarkedText({ text, marks }: { text: string; marks: readonly TextMark[] }) {
  const parts = marks.map(({ start: at, length }, index) => {
    const before = index === 0 ? 0 : endOf(marks[index - 1]);
    return { at, before: text.slice(before, at), found: text.slice(at, at + length) };
  });
  return (
    <>
      {parts.map(({ at, before, found }) => (
        <span key={at}>
          {before}
          <mark className={classes.mark}>{found}</mark>
        </span>
      ))}
      {text.slice(endOf(marks.at(-1)))}
    </>
  );
}

function endOf(mark: TextMark | undefined): number {
  return mark ? mark.start + mark.length : 0;
}
