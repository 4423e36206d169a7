import { Button, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { dataOf, isProblem, type Me } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';
import { imageBody } from '../../../shared/api/image-body.ts';
import { problemText } from '../../../shared/api/problem-text.ts';
import { Avatar } from '../../../shared/components/avatar.tsx';
import { Banner } from '../../../shared/components/banner.tsx';
import { ImageField } from '../../../shared/components/image-field.tsx';
import { LanguageSelect } from '../../../shared/components/language-select.tsx';
import { setLanguage } from '../../../shared/i18n/i18n.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { photoSidePx } from '../../../shared/images/sizes.ts';
import { notifyDone } from '../../../shared/notify.tsx';
import { saveProfile } from '../../../shared/session/save-profile.ts';
import { sessionQuery, useMe } from '../../../shared/session/session.ts';
import panel from '../shared/panel.module.css';
import { useSubmit } from '../shared/use-submit.ts';
import { Card } from './card.tsx';

/** Longest signature that the server takes, in characters. */
const signatureLengthMax = 1000;

/** How others see me: photo, name, language and signature. */
export function SelfCard() {
  const { t } = useTranslation('profile');
  const me = useMe();
  return (
    <Card setting="self" title={t('self.title')} lead={t('self.lead')}>
      <Photo me={me} />
      <Fields me={me} />
    </Card>
  );
}

function Photo({ me }: { me: Me }) {
  const { t } = useTranslation('profile');
  const queryClient = useQueryClient();
  const { name, photoUrl } = me.agent;
  const keep = async (next: Me) => {
    queryClient.setQueryData(sessionQuery.queryKey, next);
    await queryClient.invalidateQueries({ queryKey: ['agents'] });
  };
  return (
    <ImageField
      label={t('self.photo')}
      hint={t('self.photoHint')}
      preview={<Avatar name={name} photoUrl={photoUrl} size="xl" />}
      has={photoUrl !== null}
      sidePx={photoSidePx}
      onUpload={async (image) => keep(await dataOf(api.PUT('/api/v1/session/photo', imageBody(image))))}
      onRemove={async () => keep(await dataOf(api.DELETE('/api/v1/session/photo')))}
    />
  );
}

function Fields({ me }: { me: Me }) {
  const { t } = useTranslation(['profile', 'settings', 'desk']);
  const queryClient = useQueryClient();
  const form = useForm({
    initialValues: { name: me.agent.name, language: me.agent.language, signature: me.signature },
    validateInputOnBlur: true,
    validate: { name: (value) => (value.trim() === '' ? t('settings:missing') : null) },
  });
  const submit = useSubmit(form.setErrors);
  const onSubmit = form.onSubmit((values) =>
    submit.run(async () => {
      const next = await saveProfile(queryClient, me, values);
      await setLanguage(next.agent.language);
      form.setInitialValues(values);
      notifyDone(t('settings:saved'));
    }),
  );
  const isStale = isProblem(submit.problem, 'agents.stale_version');
  return (
    <form className={panel.fields} onSubmit={onSubmit} noValidate>
      {submit.problem === null ? null : (
        <Banner tone={isStale ? 'azul' : 'rojo'} role="alert">
          {isStale ? t('self.conflict') : problemText(submit.problem)}
        </Banner>
      )}
      <div className={panel.grid}>
        <TextInput
          {...form.getInputProps('name')}
          label={t('self.name')}
          maxLength={120}
          autoComplete="name"
        />
        <TextInput
          label={t('self.email')}
          description={t('self.emailHint')}
          value={me.agent.email}
          readOnly
          variant="filled"
        />
        <LanguageSelect {...form.getInputProps('language')} label={t('self.language')} />
        <Textarea
          data-setting="signature"
          {...form.getInputProps('signature')}
          className={panel.wide}
          label={t('self.signature')}
          description={t('self.signatureHint')}
          rows={4}
          maxLength={signatureLengthMax}
        />
      </div>
      <div className={panel.foot}>
        <Button type="submit" loading={submit.working}>
          {t('desk:actions.save')}
        </Button>
      </div>
    </form>
  );
}
