import { Button, CopyButton } from '@mantine/core';
import { KeyRound } from 'lucide-react';
import { Banner } from '../../../shared/components/banner.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from '../shared/panel.module.css';
import own from './backups.module.css';
import type { Backups } from './backups.queries.ts';

/** The words that bring a copy back; a folder with spaces is quoted. */
function restoreCommand({ settings, keysPlace }: Backups): string {
  const quoted = (path: string) => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`);
  const keys = keysPlace.startsWith('/') ? ` --keys=${quoted(keysPlace)}` : '';
  return `npm run cli -- restore ${quoted(`${settings.folder.replace(/\/+$/, '')}/`)}${keys}`;
}

/** How a copy comes back, and what no copy holds. */
export function HowToRestore({ backups }: { backups: Backups }) {
  const { t } = useTranslation(['backups', 'settings']);
  const command = restoreCommand(backups);
  return (
    <section className={classes.group}>
      <h3>{t('restore')}</h3>
      <p className={classes.sub}>{t('restoreText')}</p>
      <ol className={own.steps}>
        <li>{t('restoreSteps.folder')}</li>
        <li>
          {t('restoreSteps.run')}
          <div className={own.command}>
            <code>{command}</code>
            <CopyButton value={command}>
              {({ copied, copy }) => (
                <Button size="xs" variant="default" onClick={copy}>
                  {t(copied ? 'copied' : 'copyCommand')}
                </Button>
              )}
            </CopyButton>
          </div>
        </li>
        <li>{t('restoreSteps.start')}</li>
      </ol>
      <Banner tone="azul" icon={<KeyRound size={16} strokeWidth={1.75} aria-hidden />} title={t('keys')}>
        {t('keysText', { place: backups.keysPlace })}
      </Banner>
      <p className={`${classes.sub} ${own.last}`}>{t('noDownload')}</p>
    </section>
  );
}
