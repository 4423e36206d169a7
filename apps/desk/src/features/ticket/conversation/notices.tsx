import type { es } from '@ventanilla/phrases/es/index';
import { Info } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import classes from './message.module.css';

type NoticeKey = keyof (typeof es)['ticket']['notices'];

/** What was limited or guessed while reading the mail, one small line each. */
export function Notices({ notices }: { notices: readonly string[] }) {
  const { t, i18n } = useTranslation('ticket');
  return notices.map((notice) => {
    // Keys of the server have dots, which separate levels in the phrases.
    const key = notice.replace(/^mail\./, '') as NoticeKey;
    if (!i18n.exists(`ticket:notices.${key}`)) return null;
    return (
      <p key={notice} className={classes.line}>
        <Info size={13} aria-hidden />
        {t(`notices.${key}`)}
      </p>
    );
  });
}
