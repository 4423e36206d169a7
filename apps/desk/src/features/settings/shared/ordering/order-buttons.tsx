import { ActionIcon } from '@mantine/core';
import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp } from 'lucide-react';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';

interface OrderButtonsProps {
  /** Of what is moved. */
  name: string;
  isFirst: boolean;
  isLast: boolean;
  /** Where they stand beside each other instead of below. */
  isRow?: boolean;
  onMove(by: 1 | -1): void;
}

/** It does nothing, and keeps the focus of whoever moved the row there by keyboard. */
const atTheEnd = { 'aria-disabled': true, 'data-disabled': true, bg: 'transparent', opacity: 0.45 } as const;

/** One place up, one place down; in a row, before and after. */
export function OrderButtons({ name, isFirst, isLast, isRow = false, onMove }: OrderButtonsProps) {
  const { t } = useTranslation('settings');
  const [Before, After] = isRow ? [ArrowLeft, ArrowRight] : [ArrowUp, ArrowDown];
  return (
    <>
      <ActionIcon
        variant="subtle"
        aria-label={t(isRow ? 'order.before' : 'order.up', { name })}
        {...(isFirst ? atTheEnd : { onClick: () => onMove(-1) })}
      >
        <Before size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        aria-label={t(isRow ? 'order.after' : 'order.down', { name })}
        {...(isLast ? atTheEnd : { onClick: () => onMove(1) })}
      >
        <After size={16} aria-hidden />
      </ActionIcon>
    </>
  );
}
