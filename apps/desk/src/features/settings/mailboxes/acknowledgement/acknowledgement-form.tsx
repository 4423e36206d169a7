import { SegmentedControl, Switch, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type Acknowledgement, dataOf, ifMatch, type Language } from '@ventanilla/web';
import { useState } from 'react';
import { api } from '../../../../shared/api/api.ts';
import { problemText } from '../../../../shared/api/problem-text.ts';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { notifyDone } from '../../../../shared/notify.tsx';
import { SubmitForm } from '../../shared/submit-form.tsx';
import { useSubmit } from '../../shared/use-submit.ts';
import classes from './acknowledgement.module.css';

interface FormProps {
  mailboxId: string;
  acknowledgement: Acknowledgement;
  onSaved(): void;
}

/** Places of a template in the language in which it is written. */
const places: Record<Language, readonly string[]> = {
  es: ['{{nombre}}', '{{número}}', '{{asunto}}', '{{buzón}}', '{{organización}}'],
  en: ['{{name}}', '{{number}}', '{{subject}}', '{{mailbox}}', '{{organization}}'],
};

/** On or off, the language, both texts, and the mail as a customer would read it. */
export function AcknowledgementForm({ mailboxId, acknowledgement, onSaved }: FormProps) {
  const { t } = useTranslation(['machines', 'settings', 'desk']);
  const [enabled, setEnabled] = useState(acknowledgement.enabled);
  const [language, setLanguage] = useState<Language>(acknowledgement.language);
  const [templates, setTemplates] = useState(acknowledgement.templates);
  const submit = useSubmit(() => {});
  const template = templates[language];
  const change = (part: Partial<typeof template>) =>
    setTemplates({ ...templates, [language]: { ...template, ...part } });
  const save = () =>
    submit.run(async () => {
      await dataOf(
        api.PUT('/api/v1/mailboxes/{mailboxId}/acknowledgement', {
          params: { path: { mailboxId }, header: ifMatch(acknowledgement.version) },
          body: { enabled, language, templates },
        }),
      );
      notifyDone(t(enabled ? 'ack.on' : 'ack.off'));
      onSaved();
    });
  return (
    <SubmitForm submit={submit} onSubmit={() => void save()} label={t('ack.save')}>
      <Switch
        color="accent"
        label={t('ack.enabled')}
        description={t('ack.limits')}
        checked={enabled}
        onChange={(event) => setEnabled(event.currentTarget.checked)}
      />
      <div className={classes.language}>
        <span aria-hidden>{t('ack.language')}</span>
        <SegmentedControl
          aria-label={t('ack.language')}
          value={language}
          onChange={(next) => setLanguage(next === 'en' ? 'en' : 'es')}
          data={[
            { value: 'es', label: t('desk:userMenu.spanish') },
            { value: 'en', label: t('desk:userMenu.english') },
          ]}
        />
      </div>
      <div className={classes.sides}>
        <div className={classes.fields}>
          <TextInput
            label={t('ack.subject')}
            maxLength={200}
            value={template.subject}
            onChange={(event) => change({ subject: event.currentTarget.value })}
          />
          <Textarea
            label={t('ack.body')}
            autosize
            minRows={8}
            maxRows={14}
            maxLength={4000}
            value={template.body}
            onChange={(event) => change({ body: event.currentTarget.value })}
          />
          <p className={classes.places}>{t('ack.places', { places: places[language].join(' ') })}</p>
        </div>
        <Preview mailboxId={mailboxId} language={language} template={template} />
      </div>
    </SubmitForm>
  );
}

/** The mail with an invented ticket, as the server would write it. */
function Preview(
  props: Pick<FormProps, 'mailboxId'> & { language: Language; template: Acknowledgement['templates']['es'] },
) {
  const { t } = useTranslation('machines');
  const { mailboxId, language } = props;
  const [template] = useDebouncedValue(props.template, 300);
  const { data, error } = useQuery({
    queryKey: ['acknowledgement-preview', mailboxId, language, template],
    queryFn: () =>
      dataOf(
        api.POST('/api/v1/mailboxes/{mailboxId}/acknowledgement/preview', {
          params: { path: { mailboxId } },
          body: { template, language },
        }),
      ),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <section className={classes.preview} aria-label={t('ack.preview')}>
      <h3>{t('ack.preview')}</h3>
      {error ? (
        <p className={classes.wrong} role="status">
          {problemText(error)}
        </p>
      ) : (
        <>
          <b>{data?.subject}</b>
          <p className={classes.text}>{data?.body}</p>
        </>
      )}
    </section>
  );
}
