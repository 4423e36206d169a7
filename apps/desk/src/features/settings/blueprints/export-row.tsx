import { Button } from '@mantine/core';
import { dataOf } from '@ventanilla/web';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { currentLanguage } from '../../../shared/i18n/i18n.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone, notifyProblem } from '../../../shared/notify.tsx';
import panel from '../shared/panel.module.css';

const fileName = 'ventanilla.blueprint.json';

/** The present configuration as a file. */
export function ExportRow() {
  const { t } = useTranslation('blueprints');
  const [without, setWithout] = useState<string[]>([]);
  const download = async () => {
    try {
      const { blueprint, leftOut } = await dataOf(api.GET('/api/v1/blueprints/current'));
      save(`${JSON.stringify(blueprint, null, 2)}\n`);
      setWithout([...new Set(leftOut.map(({ name }) => name))]);
      notifyDone(t('downloaded', { file: fileName }));
    } catch (error) {
      notifyProblem(error);
    }
  };
  return (
    <li>
      <span className={panel.main}>
        <b>{t('current')}</b>
        <span className={panel.sub}>{t('currentText')}</span>
      </span>
      <Button
        variant="default"
        leftSection={<Download size={16} strokeWidth={1.75} aria-hidden />}
        onClick={() => void download()}
      >
        {t('download')}
      </Button>
      {without.length > 0 ? (
        <p className={panel.note} role="status">
          {t('without', { names: new Intl.ListFormat(currentLanguage()).format(without) })}
        </p>
      ) : null}
    </li>
  );
}

function save(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
