import { ActionIcon, Button, Menu } from '@mantine/core';
import type { TicketSort } from '@ventanilla/contracts/views';
import { ArrowUpDown, Check } from 'lucide-react';
import { useState } from 'react';
import { useActions } from '../../shared/actions/use-actions.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { sorts } from '../../shared/tickets/ticket-sorts.ts';

interface SortMenuProps {
  sort: TicketSort;
  isPhone: boolean;
  onSort(sort: TicketSort): void;
}

/** The order of the list, in words. */
export function SortMenu({ sort, isPhone, onSort }: SortMenuProps) {
  const { t } = useTranslation('list');
  const [isOpen, setIsOpen] = useState(false);
  useActions('list', [{ id: 'sort', name: t('sort.change'), run: () => setIsOpen(true) }]);
  const icon = <ArrowUpDown size={14} strokeWidth={1.75} aria-hidden />;
  const label = `${t('sort.label')}: ${t(`sort.${sort}`)}`;
  return (
    <Menu position="bottom-end" width={270} opened={isOpen} onChange={setIsOpen}>
      <Menu.Target>
        {isPhone ? (
          <ActionIcon size={44} aria-label={label}>
            {icon}
          </ActionIcon>
        ) : (
          <Button size="xs" variant="subtle" leftSection={icon} aria-label={label}>
            {t(`sort.${sort}`)}
          </Button>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        {sorts.map((one) => (
          <Menu.Item
            key={one}
            rightSection={one === sort ? <Check size={14} aria-hidden /> : null}
            aria-current={one === sort ? 'true' : undefined}
            onClick={() => onSort(one)}
          >
            {t(`sort.${one}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
