import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { dataOf, ifMatch, type Role } from '@ventanilla/web';
import { Copy, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { agentsQuery } from '../../../shared/agents/agents.ts';
import { api } from '../../../shared/api/api.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { ConfirmDialog } from '../../../shared/components/confirm-dialog.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone, notifyProblem } from '../../../shared/notify.tsx';
import { FormDialog } from '../shared/form-dialog.tsx';
import { SubmitForm } from '../shared/submit-form.tsx';
import { useSubmit } from '../shared/use-submit.ts';
import classes from './roles.module.css';
import { rolesQuery, useRoleName } from './roles.queries.ts';

interface RoleActionsProps {
  role: Role;
  /** Whoever looks may give what the role may do: without it they neither copy nor change it. */
  canGive: boolean;
  onChoose(key: string): void;
}

/** Who holds a role, and what is done with the role itself: a copy, another name, its end. */
export function RoleActions({ role, canGive, onChoose }: RoleActionsProps) {
  const { t } = useTranslation('roles');
  const queryClient = useQueryClient();
  const name = useRoleName()(role);
  const { data: agents = [] } = useQuery(agentsQuery);
  const [dialog, setDialog] = useState<'copy' | 'rename' | 'remove' | null>(null);
  const close = () => setDialog(null);
  const holders = agents.filter(({ roleKey, active }) => active && roleKey === role.key);
  const refresh = () => queryClient.invalidateQueries({ queryKey: rolesQuery.queryKey });

  const copy = async (written: string) => {
    const { permissions, scope, narrower } = role;
    const body = { name: written, permissions, scope, narrower };
    const made = await dataOf(api.POST('/api/v1/roles', { body }));
    await refresh();
    onChoose(made.key);
  };
  const rename = async (written: string) => {
    const params = { path: { roleKey: role.key }, header: ifMatch(role.version) };
    await dataOf(api.PATCH('/api/v1/roles/{roleKey}', { params, body: { name: written } }));
    await refresh();
  };
  const remove = async () => {
    try {
      await api.DELETE('/api/v1/roles/{roleKey}', { params: { path: { roleKey: role.key } } });
      notifyDone(t('removed'));
    } catch (error) {
      notifyProblem(error);
    }
    await refresh();
  };
  return (
    <div className={classes.about}>
      <span>
        {holders.length > 0
          ? t('heldBy', { count: holders.length, names: holders.map((agent) => agent.name).join(', ') })
          : t('heldByNobody')}
      </span>
      {canGive ? (
        <Button
          variant="default"
          size="xs"
          leftSection={<Copy size={14} aria-hidden />}
          onClick={() => setDialog('copy')}
        >
          {t('copy')}
        </Button>
      ) : null}
      {canGive && !role.builtIn ? (
        <>
          <Button
            variant="default"
            size="xs"
            leftSection={<Pencil size={14} aria-hidden />}
            onClick={() => setDialog('rename')}
          >
            {t('rename')}
          </Button>
          {holders.length === 0 && role.agents === 0 ? (
            <Button
              variant="subtle"
              size="xs"
              leftSection={<Trash2 size={14} aria-hidden />}
              onClick={() => setDialog('remove')}
            >
              {t('remove')}
            </Button>
          ) : null}
        </>
      ) : null}
      {canGive ? null : <Banner tone="azul">{t('beyond')}</Banner>}
      <FormDialog
        opened={dialog === 'copy' || dialog === 'rename'}
        onClose={close}
        title={dialog === 'copy' ? t('copyOf', { name }) : t('rename')}
      >
        <NameForm
          initial={dialog === 'copy' ? t('copyOf', { name }) : name}
          label={dialog === 'copy' ? t('copySubmit') : t('save')}
          onSave={dialog === 'copy' ? copy : rename}
          onClose={close}
        />
      </FormDialog>
      <ConfirmDialog
        opened={dialog === 'remove'}
        onClose={close}
        title={t('removeAsk', { name })}
        text={t('removeText')}
        confirm={t('remove')}
        onConfirm={remove}
      />
    </div>
  );
}

interface NameFormProps {
  initial: string;
  label: string;
  onSave(name: string): Promise<void>;
  onClose(): void;
}

function NameForm({ initial, label, onSave, onClose }: NameFormProps) {
  const { t } = useTranslation(['roles', 'settings']);
  const form = useForm({
    initialValues: { name: initial },
    validateInputOnBlur: true,
    validate: { name: (value) => (value.trim() === '' ? t('settings:missing') : null) },
  });
  const submit = useSubmit(form.setErrors);
  const onSubmit = form.onSubmit(({ name }) =>
    submit.run(async () => {
      await onSave(name);
      notifyDone(t('settings:saved'));
      onClose();
    }),
  );
  return (
    <SubmitForm submit={submit} onSubmit={onSubmit} onCancel={onClose} label={label}>
      <TextInput {...form.getInputProps('name')} label={t('name')} maxLength={80} data-autofocus />
    </SubmitForm>
  );
}
