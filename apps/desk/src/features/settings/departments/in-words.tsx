import type { Department, DepartmentSettings } from '@ventanilla/web';
import { Trans, useTranslation } from 'react-i18next';
import classes from './departments.module.css';
import type { RulePart } from './people.rules.ts';
import { useWhoWords } from './use-who-words.ts';

const parts: readonly RulePart[] = ['assign', 'take', 'flag', 'close'];

/** The rules of a department as sentences. */
export function InWords({ department, settings }: { department: Department; settings: DepartmentSettings }) {
  const { t, i18n } = useTranslation(['departments', 'desk']);
  const words = useWhoWords();
  const { rules, mailboxes } = settings;
  const { name } = department;
  const both = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const replyCloses = both.format(rules.replyCloses.map((one) => t(`desk:channel.${one}`).toLowerCase()));
  const common = { t, ns: 'departments' as const, components: { b: <b /> } };
  return (
    <p className={classes.spoken}>
      {mailboxes.length > 0 ? (
        <Trans
          {...common}
          i18nKey="aside.entersFrom"
          values={{ name, who: both.format(mailboxes.map((mailbox) => mailbox.name)) }}
        />
      ) : (
        <Trans {...common} i18nKey="aside.entersPassed" values={{ name }} />
      )}{' '}
      {parts.map((part) => (
        <span key={part}>
          <Trans {...common} i18nKey={`aside.${part}`} values={{ who: words(rules[part]) }} />{' '}
        </span>
      ))}
      {rules.atMost === null ? null : (
        <>
          <Trans {...common} i18nKey="aside.atMost" values={{ max: rules.atMost }} />{' '}
        </>
      )}
      {replyCloses === '' ? null : (
        <Trans {...common} i18nKey="aside.replyCloses" values={{ who: replyCloses }} />
      )}
    </p>
  );
}
