import type { Department, DepartmentSettings } from '@ventanilla/web';
import { Emphasised } from '../../../shared/components/emphasised.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from './departments.module.css';
import type { RulePart } from './people.rules.ts';
import { useWhoWords } from './use-who-words.ts';

const parts: readonly RulePart[] = ['assign', 'take', 'flag', 'close'];

/** The rules of a department as sentences. */
export function InWords({ department, settings }: { department: Department; settings: DepartmentSettings }) {
  const { t, language } = useTranslation(['departments', 'desk']);
  const words = useWhoWords();
  const { rules, mailboxes } = settings;
  const { name } = department;
  const both = new Intl.ListFormat(language, { type: 'conjunction' });
  const replyCloses = both.format(rules.replyCloses.map((one) => t(`desk:channel.${one}`).toLowerCase()));
  const sentences = [
    mailboxes.length > 0
      ? t('aside.entersFrom', { name, who: both.format(mailboxes.map((mailbox) => mailbox.name)) })
      : t('aside.entersPassed', { name }),
    ...parts.map((part) => t(`aside.${part}`, { who: words(rules[part]) })),
    ...(rules.atMost === null ? [] : [t('aside.atMost', { max: rules.atMost })]),
    ...(replyCloses === '' ? [] : [t('aside.replyCloses', { who: replyCloses })]),
  ];
  return (
    <p className={classes.spoken}>
      <Emphasised text={sentences.join(' ')} />
    </p>
  );
}
