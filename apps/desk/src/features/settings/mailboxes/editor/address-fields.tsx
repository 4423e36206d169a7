import '@mantine/core/styles/Pill.css';
import '@mantine/core/styles/PillsInput.css';
import { TagsInput, TextInput } from '@mantine/core';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import classes from '../../shared/panel.module.css';
import type { MailboxFormApi } from '../use-mailbox-form.ts';

interface AddressFieldsProps {
  form: MailboxFormApi;
  /** The first set-up asks for less, in larger letters. */
  isFirst?: boolean;
}

/** The address people write to, the name they get answers from, and what else arrives here. */
export function AddressFields({ form, isFirst = false }: AddressFieldsProps) {
  const { t } = useTranslation('mailboxes');
  const size = isFirst ? 'lg' : 'sm';
  return (
    <div className={classes.fields}>
      <TextInput
        {...form.getInputProps('address')}
        label={t('address')}
        description={t('addressHint')}
        type="email"
        size={size}
        autoComplete="off"
      />
      <TextInput
        {...form.getInputProps('name')}
        label={t('name')}
        description={t('nameHint')}
        size={size}
        maxLength={120}
      />
      {isFirst ? null : (
        <TagsInput
          {...form.getInputProps('aliases')}
          label={t('aliases')}
          description={t('aliasesHint')}
          placeholder={form.values.aliases.length === 0 ? t('aliasesPlaceholder') : ''}
          splitChars={[',', ' ', ';']}
          acceptValueOnBlur
          maxTags={50}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
        />
      )}
    </div>
  );
}
