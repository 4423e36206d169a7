import { Button, CopyButton } from '@mantine/core';
import { Copy, Download } from 'lucide-react';
import { Banner } from '../../../shared/components/banner.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import panel from '../shared/panel.module.css';
import classes from './profile.module.css';

/** Hands a text to the browser as a file to keep. */
function download(text: string, fileName: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}

/** The backup codes, this once, with ways to keep them. */
export function BackupCodes({ codes, onDone }: { codes: string[]; onDone(): void }) {
  const { t } = useTranslation(['profile', 'desk']);
  const text = `${codes.join('\n')}\n`;
  return (
    <div className={panel.fields}>
      <Banner tone="ambar" role="alert">
        {t('twoFactor.codesText')}
      </Banner>
      <ul className={classes.codes} aria-label={t('twoFactor.codes')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={panel.foot}>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button variant="default" leftSection={<Copy size={16} aria-hidden />} onClick={copy}>
              {copied ? t('desk:actions.copied') : t('twoFactor.copy')}
            </Button>
          )}
        </CopyButton>
        <Button
          variant="default"
          leftSection={<Download size={16} aria-hidden />}
          onClick={() => download(text, t('twoFactor.fileName'))}
        >
          {t('twoFactor.download')}
        </Button>
        <Button onClick={onDone} data-autofocus>
          {t('twoFactor.kept')}
        </Button>
      </div>
    </div>
  );
}
