import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Chip } from '../../../shared/components/chip.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone } from '../../../shared/notify.tsx';
import { FormDialog } from '../shared/form-dialog.tsx';
import { Loaded } from '../shared/panel.tsx';
import { SubmitForm } from '../shared/submit-form.tsx';
import { useSubmit } from '../shared/use-submit.ts';
import classes from './routines.module.css';
import { routineRequests, routinesQuery, templateQuery } from './routines.queries.ts';
import { useScheduleWords } from './schedule-words.ts';

/** The routines of a support desk, before they are added; those that were added once stay as they are. */
export function TemplateDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('routines');
  const queryClient = useQueryClient();
  const query = useQuery({ ...templateQuery, refetchOnMount: 'always' });
  const submit = useSubmit(() => {});
  const words = useScheduleWords();
  const apply = () =>
    submit.run(async () => {
      queryClient.setQueryData(routinesQuery.queryKey, await routineRequests.applyTemplate());
      await queryClient.invalidateQueries({ queryKey: templateQuery.queryKey });
      notifyDone(t('settings.templateDone'));
      onClose();
    });
  return (
    <FormDialog opened onClose={onClose} title={t('settings.templateTitle')} size="lg">
      <Loaded query={query}>
        {(entries) => {
          const count = entries.filter(({ applied }) => !applied).length;
          return (
            <SubmitForm
              submit={submit}
              onSubmit={() => (count > 0 ? void apply() : onClose())}
              onCancel={onClose}
              label={count > 0 ? t('settings.templateApply', { count }) : t('settings.templateNone')}
            >
              <p>{t('settings.templateText')}</p>
              <ul className={classes.template}>
                {entries.map(({ key, name, schedule, items, applied }) => (
                  <li key={key}>
                    <b>{name}</b> {applied ? <Chip>{t('settings.templateHas')}</Chip> : null}
                    <span>{words(schedule)}</span>
                    <span>{items.join(' · ')}</span>
                  </li>
                ))}
              </ul>
            </SubmitForm>
          );
        }}
      </Loaded>
    </FormDialog>
  );
}
