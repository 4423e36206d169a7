import { Button, Input, SegmentedControl, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { dataOf, ifMatch, isProblem, type OwnOrganization } from '@ventanilla/web';
import { useId } from 'react';
import { api } from '../../../shared/api/api.ts';
import { problemText } from '../../../shared/api/problem-text.ts';
import { organizationQuery } from '../../../shared/brand/organization.ts';
import { judgeColour } from '../../../shared/colour.rules.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { ColourField } from '../../../shared/components/colour-field.tsx';
import { LanguageSelect } from '../../../shared/components/language-select.tsx';
import { TimeZoneSelect } from '../../../shared/components/time-zone-select.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone } from '../../../shared/notify.tsx';
import classes from '../shared/panel.module.css';
import { useSubmit } from '../shared/use-submit.ts';
import { CurrencySelect } from './currency-select.tsx';
import { keepOrganization } from './organization.queries.ts';
import { OrganizationAside } from './organization-aside.tsx';

type Fields = Pick<OwnOrganization, 'name' | 'color' | 'language' | 'timeZone' | 'addressForm' | 'currency'>;

function fieldsOf(organization: OwnOrganization): Fields {
  const { name, color, language, timeZone, addressForm, currency } = organization;
  return { name, color, language, timeZone, addressForm, currency };
}

/** Name, colour, languages and zone. Where somebody saved first, the person decides which of the two stays. */
export function OrganizationForm({ organization }: { organization: OwnOrganization }) {
  const { t } = useTranslation(['settings', 'desk']);
  const queryClient = useQueryClient();
  const addressId = useId();
  const form = useForm<Fields>({
    initialValues: fieldsOf(organization),
    validateInputOnBlur: ['name'],
    validate: {
      name: (value) => (value.trim() === '' ? t('missing') : null),
      // Said by the field itself as it changes.
      color: (value) => judgeColour(value).state !== 'ok',
    },
  });
  const submit = useSubmit(form.setErrors);
  const save = (version: number) => (values: Fields) =>
    submit.run(async () => {
      const next = await dataOf(
        api.PATCH('/api/v1/organization', { body: values, params: { header: ifMatch(version) } }),
      );
      form.setInitialValues(fieldsOf(next));
      form.setValues(fieldsOf(next));
      notifyDone(t('saved'));
      await keepOrganization(queryClient, next);
    });
  const latest = () => queryClient.fetchQuery({ ...organizationQuery, staleTime: 0 });
  const keepMine = () => submit.run(async () => save((await latest()).version)(form.values));
  const takeTheirs = () => submit.run(async () => form.setValues(fieldsOf(await latest())));
  return (
    <form className={classes.fields} onSubmit={form.onSubmit(save(organization.version))} noValidate>
      <Conflict problem={submit.problem} onKeepMine={keepMine} onTakeTheirs={takeTheirs} />
      <div className={classes.grid}>
        <TextInput
          {...form.getInputProps('name')}
          data-setting="companyName organization"
          label={t('organization.name')}
          maxLength={120}
          autoComplete="organization"
        />
        <div data-setting="color">
          <ColourField
            label={t('organization.color')}
            value={form.values.color}
            onChange={(color) => form.setFieldValue('color', color)}
          />
        </div>
        <LanguageSelect
          data-setting="language"
          {...form.getInputProps('language')}
          label={t('organization.language')}
          description={t('organization.languageHint')}
        />
        <TimeZoneSelect
          data-setting="timeZone"
          {...form.getInputProps('timeZone')}
          label={t('organization.timeZone')}
          description={t('organization.timeZoneHint')}
        />
        <CurrencySelect
          data-setting="currency"
          {...form.getInputProps('currency')}
          label={t('organization.currency')}
          description={t('organization.currencyHint')}
        />
        <div className={classes.wide} data-setting="addressForm">
          <Input.Label component="span" id={addressId}>
            {t('organization.addressForm')}
          </Input.Label>
          <div>
            <SegmentedControl
              aria-labelledby={addressId}
              data={(['tu', 'usted'] as const).map((value) => ({ value, label: t(`organization.${value}`) }))}
              value={form.values.addressForm}
              onChange={(value) => form.setFieldValue('addressForm', value === 'usted' ? 'usted' : 'tu')}
            />
          </div>
        </div>
      </div>
      <OrganizationAside {...form.values} logoUrl={organization.logoUrl} />
      <div className={classes.foot}>
        <Button type="submit" loading={submit.working}>
          {t('desk:actions.save')}
        </Button>
      </div>
    </form>
  );
}

interface ConflictProps {
  problem: unknown;
  onKeepMine(): Promise<void>;
  onTakeTheirs(): Promise<void>;
}

/** Why it was not saved; where somebody was first, with the two ways on. */
function Conflict({ problem, onKeepMine, onTakeTheirs }: ConflictProps) {
  const { t } = useTranslation('settings');
  if (problem === null) return null;
  if (!isProblem(problem, 'organization.stale_version')) {
    return (
      <Banner tone="rojo" role="alert">
        {problemText(problem)}
      </Banner>
    );
  }
  return (
    <Banner
      tone="azul"
      role="alert"
      title={t('organization.conflictTitle')}
      action={
        <span className={classes.side}>
          <Button variant="default" size="xs" onClick={() => void onTakeTheirs()}>
            {t('organization.takeTheirs')}
          </Button>
          <Button variant="default" size="xs" onClick={() => void onKeepMine()}>
            {t('organization.keepMine')}
          </Button>
        </span>
      }
    >
      {t('organization.conflictText')}
    </Banner>
  );
}
