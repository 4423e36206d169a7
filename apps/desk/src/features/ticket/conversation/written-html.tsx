import type { Attachment } from '@ventanilla/web';
import clsx from 'clsx';
import createDOMPurify, { type Config } from 'dompurify';
import { useLayoutEffect, useRef } from 'react';
import classes from './message.module.css';

/** What our own composer writes; the server keeps nothing else, and here nothing else is drawn. */
const writtenSanitizer: Config = {
  ALLOWED_TAGS: 'a blockquote br code em h3 img li ol p pre s span strong u ul'.split(' '),
  ALLOWED_ATTR: ['alt', 'data-mention', 'href', 'src', 'start'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:|cid:|[^a-z]|[a-z-]+(?:[^a-z+.\-:]|$))/i,
  RETURN_DOM_FRAGMENT: true,
};

let purify: ReturnType<typeof createDOMPurify> | undefined;

/** Cleans what an agent wrote; its images are files of the message and come from our own address, nothing else does. */
function cleanWritten(html: string, attachments: readonly Attachment[]): DocumentFragment {
  purify ??= createDOMPurify(window);
  const fragment = purify.sanitize(html, writtenSanitizer) as unknown as DocumentFragment;
  for (const picture of fragment.querySelectorAll('img')) {
    const source = picture.getAttribute('src') ?? '';
    const file = attachments.find(({ contentId }) => contentId !== null && source === `cid:${contentId}`);
    if (file) {
      picture.loading = 'lazy';
      picture.alt ||= file.fileName;
      picture.src = `/api/v1/attachments/${file.id}`;
    } else picture.remove();
  }
  for (const link of fragment.querySelectorAll('a')) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer nofollow';
  }
  return fragment;
}

/** What one of us wrote, with its form, in place: it was sanitised twice and belongs to the page. */
export function WrittenHtml(props: { html: string; attachments: readonly Attachment[]; className?: string }) {
  const { html, attachments } = props;
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    place.current?.replaceChildren(cleanWritten(html, attachments));
  }, [html, attachments]);
  return <div ref={place} className={clsx(classes.written, props.className)} />;
}
