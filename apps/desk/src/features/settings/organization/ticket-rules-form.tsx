import { Button, NumberInput, Radio } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { problemText } from '../../../shared/api/problem-text.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone } from '../../../shared/notify.tsx';
import classes from '../shared/panel.module.css';
import { Loaded } from '../shared/panel.tsx';
import { useSubmit } from '../shared/use-submit.ts';

const rulesQuery = queryOptions({
  queryKey: ['ticket-rules'],
  queryFn: () => dataOf(api.GET('/api/v1/ticket-rules')),
});

/** Longest time after closing in which an answer may reopen, in days. */
const daysMax = 365;
/** What is offered to whoever turns it on. */
const daysOffered = 7;

/** What happens when a customer answers a closed ticket. */
export function TicketRulesForm() {
  const { t } = useTranslation('settings');
  const query = useQuery(rulesQuery);
  return (
    <section className={classes.group} data-setting="reopenDays">
      <h3>{t('organization.rules')}</h3>
      <Loaded query={query}>{({ reopenDays }) => <Fields reopenDays={reopenDays} />}</Loaded>
    </section>
  );
}

function Fields({ reopenDays }: { reopenDays: number }) {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const [isOn, setOn] = useState(reopenDays > 0);
  const [days, setDays] = useState<number | string>(reopenDays || daysOffered);
  const isWrong = isOn && !(Number.isInteger(days) && Number(days) >= 1 && Number(days) <= daysMax);
  const submit = useSubmit(() => {});
  const save = () =>
    submit.run(async () => {
      const body = { reopenDays: isOn ? Number(days) : 0 };
      queryClient.setQueryData(rulesQuery.queryKey, await dataOf(api.PUT('/api/v1/ticket-rules', { body })));
      notifyDone(t('saved'));
    });
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWrong) void save();
      }}
      noValidate
    >
      {submit.problem === null ? null : (
        <Banner tone="rojo" role="alert">
          {problemText(submit.problem)}
        </Banner>
      )}
      <Radio.Group
        label={t('organization.reopenDays')}
        value={isOn ? 'within' : 'never'}
        onChange={(value) => setOn(value === 'within')}
      >
        <div className={classes.choices}>
          <Radio value="never" color="accent" label={t('organization.reopenNever')} />
          <Radio value="within" color="accent" label={t('organization.reopenWithin')} />
        </div>
      </Radio.Group>
      {isOn ? (
        <NumberInput
          w={240}
          label={t('organization.reopenDaysLabel')}
          description={t('organization.reopenDaysHint')}
          error={isWrong ? t('organization.reopenDaysWrong') : undefined}
          min={1}
          max={daysMax}
          allowDecimal={false}
          value={days}
          onChange={setDays}
        />
      ) : null}
      <div className={classes.foot}>
        <Button type="submit" loading={submit.working}>
          {t('organization.saveRules')}
        </Button>
      </div>
    </form>
  );
}
