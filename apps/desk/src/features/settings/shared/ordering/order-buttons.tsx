import { ActionIcon } from '@mantine/core';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';

interface OrderButtonsProps {
  /** Of what is moved. */
  name: string;
  isFirst: boolean;
  isLast: boolean;
  onMove(by: 1 | -1): void;
}

/** It does nothing, and keeps the focus of whoever moved the row there by keyboard. */
const atTheEnd = { 'aria-disabled': true, 'data-disabled': true, bg: 'transparent', opacity: 0.45 } as const;

/** One place up, one place down. */
export function OrderButtons({ name, isFirst, isLast, onMove }: OrderButtonsProps) {
  const { t } = useTranslation('settings');
  return (
    <>
      <ActionIcon
        variant="subtle"
        aria-label={t('order.up', { name })}
        {...(isFirst ? atTheEnd : { onClick: () => onMove(-1) })}
      >
        <ArrowUp size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        aria-label={t('order.down', { name })}
        {...(isLast ? atTheEnd : { onClick: () => onMove(1) })}
      >
        <ArrowDown size={16} aria-hidden />
      </ActionIcon>
    </>
  );
}
