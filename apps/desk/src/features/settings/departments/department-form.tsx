import '@mantine/core/styles/Pill.css';
import '@mantine/core/styles/PillsInput.css';
import { MultiSelect, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Department, dataOf, ifMatch } from '@ventanilla/web';
import { agentsQuery } from '../../../shared/agents/agents.ts';
import { api } from '../../../shared/api/api.ts';
import { departmentsQuery } from '../../../shared/departments/departments.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone } from '../../../shared/notify.tsx';
import { useMe } from '../../../shared/session/session.ts';
import { calendarsQuery } from '../calendars/calendars.queries.ts';
import { FormDialog } from '../shared/form-dialog.tsx';
import { SubmitForm } from '../shared/submit-form.tsx';
import { useSubmit } from '../shared/use-submit.ts';

interface DepartmentFormProps {
  /** Null: the dialog is closed. */
  edited: Department | 'new' | null;
  onClose(): void;
}

/** A new department, or one that is changed. */
export function DepartmentForm({ edited, onClose }: DepartmentFormProps) {
  const { t } = useTranslation('departments');
  const title = edited === 'new' || edited === null ? t('create') : edited.name;
  return (
    <FormDialog opened={edited !== null} onClose={onClose} title={title}>
      <Fields department={edited === 'new' ? null : edited} onClose={onClose} />
    </FormDialog>
  );
}

function Fields({ department, onClose }: { department: Department | null; onClose(): void }) {
  const { t } = useTranslation(['departments', 'settings']);
  const queryClient = useQueryClient();
  const { data: agents = [] } = useQuery(agentsQuery);
  // Only whoever may see the calendars chooses among them; for the others what was chosen stays.
  const mayChoose = useMe().permissions.includes('calendars:manage');
  const { data: calendars = [] } = useQuery({ ...calendarsQuery, enabled: mayChoose });
  const form = useForm({
    initialValues: {
      name: department?.name ?? '',
      description: department?.description ?? '',
      kind: department?.kind ?? ('external' as const),
      active: department?.active ?? true,
      memberIds: department?.memberIds ?? [],
      calendarId: department?.calendarId ?? null,
    },
    validateInputOnBlur: true,
    validate: { name: (value) => (value.trim() === '' ? t('settings:missing') : null) },
  });
  const submit = useSubmit(form.setErrors);
  const onSubmit = form.onSubmit(({ active, ...written }) =>
    submit.run(async () => {
      if (department) {
        const path = { departmentId: department.id };
        const params = { path, header: ifMatch(department.version) };
        await dataOf(
          api.PATCH('/api/v1/departments/{departmentId}', { params, body: { ...written, active } }),
        );
      } else await dataOf(api.POST('/api/v1/departments', { body: written }));
      notifyDone(t('settings:saved'));
      await queryClient.invalidateQueries({ queryKey: departmentsQuery.queryKey });
      await queryClient.invalidateQueries({ queryKey: ['department-settings'] });
      onClose();
    }),
  );
  const people = agents
    .filter(({ id, active }) => active || form.values.memberIds.includes(id))
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <SubmitForm
      submit={submit}
      onSubmit={onSubmit}
      onCancel={onClose}
      label={department ? t('save') : t('submit')}
    >
      <TextInput {...form.getInputProps('name')} label={t('name')} maxLength={80} data-autofocus />
      <Textarea
        {...form.getInputProps('description')}
        label={t('description')}
        maxLength={400}
        autosize
        minRows={2}
      />
      <Select
        {...form.getInputProps('kind')}
        label={t('kind')}
        description={t('kindHint')}
        allowDeselect={false}
        data={[
          { value: 'external', label: t('external') },
          { value: 'internal', label: t('internal') },
        ]}
      />
      <MultiSelect
        {...form.getInputProps('memberIds')}
        label={t('members')}
        description={t('membersHint')}
        data={people}
        searchable
        clearable
        nothingFoundMessage={t('noAgent')}
      />
      {mayChoose ? (
        <Select
          {...form.getInputProps('calendarId')}
          label={t('calendar')}
          description={t('calendarHint')}
          placeholder={t('calendarUsual')}
          clearable
          data={calendars.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      {department ? (
        <Switch
          {...form.getInputProps('active', { type: 'checkbox' })}
          label={t('active')}
          description={t('activeHint')}
        />
      ) : null}
    </SubmitForm>
  );
}
