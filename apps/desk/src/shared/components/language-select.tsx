import { Select, type SelectProps } from '@mantine/core';
import type { Language } from '@ventanilla/web';
import { useTranslation } from '../i18n/use-translation.ts';

interface LanguageSelectProps extends Omit<SelectProps, 'data' | 'value' | 'onChange'> {
  value?: Language;
  onChange?(language: Language): void;
}

/** One of the languages that the desk speaks, each by its own name. */
export function LanguageSelect({ onChange, ...props }: LanguageSelectProps) {
  const { t } = useTranslation();
  return (
    <Select
      {...props}
      data={[
        { value: 'es', label: t('userMenu.spanish') },
        { value: 'en', label: t('userMenu.english') },
      ]}
      onChange={(value) => value && onChange?.(value === 'en' ? 'en' : 'es')}
    />
  );
}
