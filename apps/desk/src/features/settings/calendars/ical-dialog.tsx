import { Button, FileButton, Textarea } from '@mantine/core';
import { dataOf, type Holiday, type Season } from '@ventanilla/web';
import { useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { problemText } from '../../../shared/api/problem-text.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone } from '../../../shared/notify.tsx';
import { FormDialog } from '../shared/form-dialog.tsx';
import panel from '../shared/panel.module.css';
import { useSubmit } from '../shared/use-submit.ts';

interface IcalDialogProps {
  opened: boolean;
  onClose(): void;
  timeZone: string;
  onAdd(holidays: readonly Holiday[], seasons: readonly Season[]): void;
}

/** Holidays out of an iCalendar file, chosen or pasted. */
export function IcalDialog({ opened, onClose, timeZone, onAdd }: IcalDialogProps) {
  const { t } = useTranslation('calendars');
  const [text, setText] = useState('');
  const submit = useSubmit(() => {});
  const read = () =>
    submit.run(async () => {
      const { holidays, seasons, leftOut } = await dataOf(
        api.POST('/api/v1/calendars/ical', { body: { text, timeZone } }),
      );
      const added = t('country.added', { count: holidays.length + seasons.length });
      notifyDone(leftOut > 0 ? `${added}. ${t('ical.leftOut', { count: leftOut })}` : added);
      setText('');
      onAdd(holidays, seasons);
    });
  return (
    <FormDialog opened={opened} onClose={onClose} title={t('ical.title')}>
      <div className={panel.fields}>
        {submit.problem === null ? null : (
          <Banner tone="rojo" role="alert">
            {problemText(submit.problem)}
          </Banner>
        )}
        <FileButton
          accept=".ics,text/calendar"
          onChange={(file) => void file?.text().then((content) => setText(content))}
        >
          {(props) => (
            <Button {...props} variant="default">
              {t('ical.file')}
            </Button>
          )}
        </FileButton>
        <Textarea
          label={t('ical.text')}
          value={text}
          rows={6}
          spellCheck={false}
          classNames={{ input: panel.mono }}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div className={panel.foot}>
          <Button disabled={text.trim() === ''} loading={submit.working} onClick={() => void read()}>
            {t('ical.read')}
          </Button>
        </div>
      </div>
    </FormDialog>
  );
}
