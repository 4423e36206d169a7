import { Button, FileButton } from '@mantine/core';
import { isProblem } from '@ventanilla/web';
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { problemText } from '../../../shared/api/problem-text.ts';
import { type BlueprintSource, previewBlueprint } from '../../../shared/blueprints/blueprints.queries.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import panel from '../shared/panel.module.css';
import classes from './blueprints.module.css';
import type { ReadDifference } from './difference-dialog.tsx';

/** Larger files are no blueprint, in bytes. */
const bytesMax = 900_000;

interface Refusal {
  title: string;
  /** Where in the file, and what is wrong there. */
  faults: { path: string; message: string }[];
}

/** A blueprint from a file: its difference, or what is wrong in it and where. */
export function ImportRow({ onRead }: { onRead(read: ReadDifference): void }) {
  const { t } = useTranslation('blueprints');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const take = async (file: File | null) => {
    if (!file) return;
    setRefusal(null);
    const title = (key: 'notJson' | 'fileTooLarge' | 'faultsTitle') => t(key, { file: file.name });
    if (file.size > bytesMax) return setRefusal({ title: title('fileTooLarge'), faults: [] });
    const document = await readJson(file);
    if (document === undefined) return setRefusal({ title: title('notJson'), faults: [] });
    // The server is who says whether it is one.
    const source = { kind: 'file', blueprint: document } as BlueprintSource;
    try {
      onRead({ source, difference: await previewBlueprint(source) });
    } catch (error) {
      const faults = isProblem(error)
        ? error.issues.map(({ path, message }) => ({ path: inFile(path), message }))
        : [];
      const isOfFile = faults.length > 0;
      setRefusal({ title: isOfFile ? title('faultsTitle') : problemText(error), faults });
    }
  };
  return (
    <li>
      <span className={panel.main}>
        <b>{t('file')}</b>
        <span className={panel.sub}>{t('fileText')}</span>
      </span>
      <FileButton
        accept="application/json,.json"
        inputProps={{ 'aria-label': t('chooseFile') }}
        onChange={(file) => void take(file)}
      >
        {(props) => (
          <Button
            {...props}
            variant="default"
            leftSection={<FileUp size={16} strokeWidth={1.75} aria-hidden />}
          >
            {t('chooseFile')}
          </Button>
        )}
      </FileButton>
      {refusal ? (
        <div className={panel.said} role="alert">
          {refusal.title}
          {refusal.faults.length > 0 ? (
            <ul className={classes.faults}>
              {refusal.faults.map(({ path, message }) => (
                <li key={`${path} ${message}`}>
                  <span className={classes.path}>{path || t('wholeFile')}</span>: {message}
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}

/** The server's path begins with where the document stands in the request. */
function inFile(path: string): string {
  return path.replace(/^body\.source\.blueprint\.?/, '');
}

async function readJson(file: File): Promise<object | undefined> {
  try {
    const read: unknown = JSON.parse(await file.text());
    return typeof read === 'object' && read !== null ? read : undefined;
  } catch {
    return undefined;
  }
}
