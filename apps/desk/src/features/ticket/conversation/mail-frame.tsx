import { useComputedColorScheme } from '@mantine/core';
import type { Attachment } from '@ventanilla/web';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { type CleanMail, mailDocument, mailSandbox, mailScheme, missingPictureClass } from './mail-html.ts';
import classes from './message.module.css';
import { usePictures } from './use-pictures.ts';
import type { RemotePicture } from './use-remote-pictures.ts';

interface MailFrameProps {
  mail: CleanMail;
  attachments: readonly Attachment[];
  /** Remote images that came, or why they did not, by their place in the message. */
  remote: ReadonlyMap<number, RemotePicture>;
  authorName: string;
}

function tokenValue(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Keys pressed inside the frame are for the page: no script runs in there to take them. */
function passKeysOn(inside: Document): void {
  inside.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    document.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, metaKey, altKey, shiftKey }));
  });
}

function setSource(picture: Element, address: string): void {
  if (picture.getAttribute('src') !== address) picture.setAttribute('src', address);
}

/** Where a picture did not come, its place says why. */
function missingPicture(reason: string, { ownerDocument }: Element): Element {
  const place = ownerDocument.createElement('span');
  place.className = missingPictureClass;
  place.textContent = reason;
  return place;
}

/** A mail's own HTML in a frame without scripts that loads nothing; as high as what it holds. */
export function MailFrame({ mail, attachments, remote, authorName }: MailFrameProps) {
  const { t, language } = useTranslation('ticket');
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(40);
  const scheme = useComputedColorScheme('light');
  const shown = attachments.filter(
    ({ contentId }) => contentId !== null && mail.contentIds.includes(contentId),
  );
  const pictures = usePictures(shown);
  const source = useMemo(
    () =>
      mailDocument(mail, {
        dark: scheme === 'dark',
        ink: tokenValue('--ink'),
        link: tokenValue('--accent-ink'),
        language: language,
      }),
    [mail, scheme, language],
  );

  const placePictures = () => {
    const inside = frame.current?.contentDocument;
    for (const picture of inside?.querySelectorAll('img[data-cid]') ?? []) {
      const file = shown.find(({ contentId }) => contentId === picture.getAttribute('data-cid'));
      const address = file && pictures.get(file.id);
      if (address) setSource(picture, address);
    }
    for (const picture of inside?.querySelectorAll('img[data-remote]') ?? []) {
      const fetched = remote.get(Number(picture.getAttribute('data-remote')));
      if (fetched?.address) setSource(picture, fetched.address);
      else if (fetched?.reason) picture.replaceWith(missingPicture(fetched.reason, picture));
    }
  };
  const placePicturesNow = useEffectEvent(placePictures);
  useEffect(() => {
    if (pictures.size > 0 || remote.size > 0) placePicturesNow();
  }, [pictures, remote]);

  const observer = useRef<ResizeObserver>(null);
  useEffect(() => () => observer.current?.disconnect(), []);
  const onLoad = () => {
    const inside = frame.current?.contentDocument;
    if (!inside?.body) return;
    placePictures();
    passKeysOn(inside);
    observer.current?.disconnect();
    observer.current = new ResizeObserver(() => setHeight(inside.documentElement.offsetHeight));
    observer.current.observe(inside.documentElement);
  };
  return (
    <iframe
      ref={frame}
      className={classes.frame}
      title={t('mail.frameTitle', { name: authorName })}
      sandbox={mailSandbox}
      referrerPolicy="no-referrer"
      srcDoc={source}
      style={{ height: height + 2, colorScheme: mailScheme(mail, scheme === 'dark') }}
      onLoad={onLoad}
    />
  );
}
