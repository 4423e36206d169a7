import { Button, TextInput } from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import { nameIn } from '@ventanilla/contracts/named.rules';
import { type DefinitionKind, isProblem } from '@ventanilla/web';
import clsx from 'clsx';
import { type ReactNode, useState } from 'react';
import { problemText } from '../../../../shared/api/problem-text.ts';
import { Banner } from '../../../../shared/components/banner.tsx';
import { currentLanguage } from '../../../../shared/i18n/i18n.ts';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { notifyDone } from '../../../../shared/notify.tsx';
import { FormDialog } from '../../shared/form-dialog.tsx';
import panel from '../../shared/panel.module.css';
import { SubmitForm } from '../../shared/submit-form.tsx';
import { useSubmit } from '../../shared/use-submit.ts';
import classes from '../classification.module.css';
import type { Definition, DefinitionChanges, MadeKind, NewDefinition } from './definitions.ts';
import { useDefinitions } from './use-definitions.ts';

/** What the form of every kind holds. */
export interface Named {
  name: string;
  nameEn: string;
}

/** What the dialog is about: one of a kind, a new one, or nothing. */
export type Edited<K extends DefinitionKind> = Definition<K> | 'new' | null;

interface DefinitionFormProps<K extends DefinitionKind, V extends Named> {
  kind: K;
  definition: Definition<K> | null;
  /** What the form begins with; null: something new. */
  read(definition: Definition<K> | null): V;
  write(values: V): DefinitionChanges<K>;
  /** What a new one has besides, and keeps for ever. */
  made?: (values: V) => Omit<NewDefinition<K & MadeKind>, keyof DefinitionChanges<K>>;
  /** A sentence for each field that is wrong. */
  check?: (values: V) => Record<string, string | null>;
  /** What is saved apart from it; `isKept`: whatever somebody else saved meanwhile. */
  alsoSave?: (saved: Definition<K>, values: V, how: { isKept: boolean }) => Promise<void>;
  /** Its fields below the name. */
  children(form: UseFormReturnType<V>): ReactNode;
  /** What it looks like, beside the fields. */
  preview?: (values: V) => ReactNode;
  /** Where the names are drawn with its own fields. */
  ownNames?: boolean;
  onClose(): void;
}

interface DefinitionDialogProps<K extends DefinitionKind, V extends Named>
  extends Omit<DefinitionFormProps<K, V>, 'definition'> {
  edited: Edited<K>;
  titleNew: string;
}

/** The dialog in which a definition is made, changed or retired. */
export function DefinitionDialog<K extends DefinitionKind, V extends Named>(
  props: DefinitionDialogProps<K, V>,
) {
  const { edited, titleNew, ...form } = props;
  // What it was about stays in it while it goes away.
  const [shown, show] = useState(edited);
  if (edited !== null && edited !== shown) show(edited);
  const isOne = shown !== null && shown !== 'new';
  return (
    <FormDialog
      opened={edited !== null}
      onClose={form.onClose}
      title={isOne ? nameIn(shown, currentLanguage()) : titleNew}
      size={form.preview ? '920px' : 'md'}
    >
      <DefinitionForm {...form} definition={isOne ? shown : null} />
    </FormDialog>
  );
}

function DefinitionForm<K extends DefinitionKind, V extends Named>(props: DefinitionFormProps<K, V>) {
  const { kind, check, children, preview, ownNames, onClose } = props;
  const { t } = useTranslation('classification');
  const form = useForm<V>({
    initialValues: props.read(props.definition),
    validateInputOnBlur: true,
    validate: (values) => ({
      name: values.name.trim() === '' ? t('missing') : null,
      ...check?.(values),
    }),
  });
  const { seen, isStale, submit, save, takeTheirs, keepMine } = useSaving(props, form);
  const { setActive } = useDefinitions();
  const retire = () => {
    onClose();
    if (seen) void setActive(kind, seen.key, false);
  };
  return (
    <SubmitForm
      submit={submit}
      onSubmit={form.onSubmit(() => void save(seen))}
      onCancel={onClose}
      label={seen ? t('save') : t('create')}
      start={
        seen?.active ? (
          <Button variant="subtle" color="rojo" onClick={retire} title={t('retireHint')}>
            {t('retire')}
          </Button>
        ) : null
      }
    >
      {isStale ? <Stale onKeep={() => void keepMine()} onTake={() => void takeTheirs()} /> : null}
      <div className={clsx(preview && classes.beside)}>
        <div className={panel.fields}>
          {ownNames ? null : <Names form={form} />}
          {children(form)}
        </div>
        {preview ? (
          <section className={classes.preview} aria-label={t('preview')}>
            {preview(form.values)}
          </section>
        ) : null}
      </div>
      {seen?.active ? <p className={panel.hint}>{t('retireHint')}</p> : null}
    </SubmitForm>
  );
}

/** Saves what the form says over what it began with, and knows when somebody else was first. */
function useSaving<K extends DefinitionKind, V extends Named>(
  props: DefinitionFormProps<K, V>,
  form: UseFormReturnType<V>,
) {
  const { kind, read, write, made, alsoSave, onClose } = props;
  const { t } = useTranslation('classification');
  const { create, change, refresh } = useDefinitions();
  /** As whoever edits it saw it; one that is made counts as seen from then on. */
  const [seen, setSeen] = useState(props.definition);
  const [isStale, setIsStale] = useState(false);
  const submit = useSubmit(form.setErrors as (errors: Record<string, string>) => void);
  const store = async (definition: Definition<K> | null) => {
    const changes = write(form.values);
    if (definition) return change({ kind, definition, changes });
    const body = { ...changes, ...made?.(form.values) } as unknown as NewDefinition<K & MadeKind>;
    return (await create(kind as K & MadeKind, body)) as Definition<K>;
  };
  const save = (definition: Definition<K> | null, how = { isKept: false }) =>
    submit.run(async () => {
      setIsStale(false);
      try {
        const saved = await store(definition);
        setSeen(saved);
        await alsoSave?.(saved, form.values, how);
        notifyDone(t('saved'));
        onClose();
      } catch (error) {
        if (isProblem(error, 'classification.name_taken')) form.setFieldError('name', problemText(error));
        else if (isProblem(error, 'classification.stale_version')) setIsStale(true);
        else throw error;
      }
    });
  const theirs = async () => {
    const list: readonly Definition[] = (await refresh())[kind];
    return (list.find(({ key }) => key === seen?.key) ?? null) as Definition<K> | null;
  };
  return {
    seen,
    isStale,
    submit,
    save,
    /** What is written here goes; what somebody else saved is begun with. */
    takeTheirs: () =>
      submit.run(async () => {
        const there = await theirs();
        setSeen(there);
        form.setValues(read(there));
        setIsStale(false);
      }),
    async keepMine() {
      let there: Definition<K> | null = null;
      await submit.run(async () => {
        there = await theirs();
        setSeen(there);
      });
      if (there) await save(there, { isKept: true });
    },
  };
}

function Stale({ onKeep, onTake }: { onKeep(): void; onTake(): void }) {
  const { t } = useTranslation('classification');
  return (
    <Banner
      tone="ambar"
      role="alert"
      title={t('conflictTitle')}
      action={
        <span className={classes.choices}>
          <Button size="xs" variant="default" onClick={onTake}>
            {t('takeTheirs')}
          </Button>
          <Button size="xs" variant="default" onClick={onKeep}>
            {t('keepMine')}
          </Button>
        </span>
      }
    >
      {t('conflictText')}
    </Banner>
  );
}

function Names<V extends Named>({ form }: { form: UseFormReturnType<V> }) {
  const { t } = useTranslation('classification');
  return (
    <div className={panel.grid}>
      <TextInput {...form.getInputProps('name')} label={t('name')} maxLength={80} data-autofocus />
      <TextInput
        {...form.getInputProps('nameEn')}
        label={t('nameEn')}
        description={t('nameEnHint')}
        maxLength={80}
      />
    </div>
  );
}

/** The names as they are saved: without spaces around, and nothing in English where nothing was written. */
export function writtenNames({ name, nameEn }: Named): { name: string; nameEn: string | null } {
  return { name: name.trim(), nameEn: nameEn.trim() === '' ? null : nameEn.trim() };
}
