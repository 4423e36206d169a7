import { useQuery } from '@tanstack/react-query';
import { fullDateTime, type MessageReading, type MessageVersion } from '@ventanilla/web';
import clsx from 'clsx';
import { useFormat } from '../../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { versionsQuery } from './original.queries.ts';
import classes from './original-dialog.module.css';
import { compareLines, type VersionLine } from './version-lines.ts';

/** What a message said before each time it was read again, beside what it said then; nothing where it never was. */
export function VersionsSection({ messageId }: { messageId: string }) {
  const { t } = useTranslation('ticket');
  const { data: versions = [] } = useQuery(versionsQuery(messageId));
  if (versions.length === 0) return null;
  return (
    <>
      <h3 className={classes.heading}>{t('original.versions.title', { count: versions.length })}</h3>
      <p className={classes.lead}>{t('original.versions.lead')}</p>
      {versions.map((version, index) => (
        <Version key={version.id} version={version} isOpen={index === 0} />
      ))}
    </>
  );
}

function Version({ version, isOpen }: { version: MessageVersion; isOpen: boolean }) {
  const { t } = useTranslation('ticket');
  const format = useFormat();
  const { at, by, before, after } = version;
  const lines = compareLines(asText(before), asText(after));
  return (
    <details className={classes.version} open={isOpen}>
      <summary>
        {by === null ? t('original.versions.byItself') : t('original.versions.by', { name: by })}
        {' · '}
        <time dateTime={at}>{fullDateTime(at, format)}</time>
      </summary>
      <div className={classes.pair}>
        <Reading label={t('original.versions.before')} reading={before} lines={lines.before} tone="gone" />
        <Reading label={t('original.versions.after')} reading={after} lines={lines.after} tone="come" />
      </div>
    </details>
  );
}

interface ReadingProps {
  label: string;
  reading: MessageReading;
  lines: VersionLine[];
  tone: 'gone' | 'come';
}

function Reading({ label, reading, lines, tone }: ReadingProps) {
  const { t } = useTranslation('ticket');
  return (
    <section className={classes.box} tabIndex={0} aria-label={label}>
      <h4 className={classes.side}>{label}</h4>
      <p className={classes.facts}>{reading.subject || t('original.versions.noSubject')}</p>
      {lines.map(({ text, isOwn }, at) => {
        const Line = isOwn ? (tone === 'gone' ? 'del' : 'ins') : 'div';
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines repeat, and their order never changes
          <Line key={at} className={clsx(classes.line, isOwn && classes[tone])}>
            {text || '\u00a0'}
          </Line>
        );
      })}
      {reading.fileNames.length > 0 ? (
        <p className={classes.facts}>
          {t('original.versions.files', { names: reading.fileNames.join(', ') })}
        </p>
      ) : null}
    </section>
  );
}

function asText({ text, quotedText }: MessageReading): string {
  return quotedText === null ? text : `${text}\n\n${quotedText}`;
}
