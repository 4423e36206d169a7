import { useComputedColorScheme } from '@mantine/core';
import en from 'emoji-picker-element/i18n/en';
import es from 'emoji-picker-element/i18n/es';
import Picker from 'emoji-picker-element/picker';
import dataEn from 'emoji-picker-element-data/en/cldr/data.json?url';
import dataEs from 'emoji-picker-element-data/es-mx/cldr/data.json?url';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from './emoji.module.css';

const languages = { es: { i18n: es, dataSource: dataEs }, en: { i18n: en, dataSource: dataEn } };

/** The picker: its names come from this server, and it remembers in this browser which ones one uses. */
export function EmojiPanel({ onPick }: { onPick: (emoji: string) => void }) {
  const { language } = useTranslation();
  const scheme = useComputedColorScheme();
  const place = useRef<HTMLDivElement>(null);
  const pick = useEffectEvent(onPick);
  useEffect(() => {
    const picker = new Picker({ ...languages[language], locale: language });
    picker.addEventListener('emoji-click', ({ detail }) => detail.unicode && pick(detail.unicode));
    place.current?.replaceChildren(picker);
    const focusing = requestAnimationFrame(() => picker.shadowRoot?.querySelector('input')?.focus());
    return () => {
      cancelAnimationFrame(focusing);
      picker.remove();
    };
  }, [language]);
  return <div ref={place} className={`${classes.picker} ${scheme}`} data-scheme={scheme} />;
}
