import { Fragment, useMemo } from 'react';
import { linkify } from './linkify.ts';

/** Text as it was written, with its addresses as links. Nothing in it is ever read as markup. */
export function PlainText({ text }: { text: string }) {
  const pieces = useMemo(() => linkify(text), [text]);
  return pieces.map((piece, index) =>
    piece.kind === 'link' ? (
      // Pieces of one text never change places.
      <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
        {piece.text}
      </a>
    ) : (
      // Pieces of one text never change places.
      <Fragment key={index}>{piece.text}</Fragment>
    ),
  );
}
