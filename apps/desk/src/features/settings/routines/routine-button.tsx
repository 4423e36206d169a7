import { ActionIcon } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';

interface RoutineButtonProps {
  label: string;
  icon: LucideIcon;
  onClick(): void;
}

/** What can be done with a routine, at the end of its row. */
export function RoutineButton({ label, icon: Icon, onClick }: RoutineButtonProps) {
  return (
    <ActionIcon variant="subtle" aria-label={label} title={label} onClick={onClick}>
      <Icon size={16} strokeWidth={1.75} aria-hidden />
    </ActionIcon>
  );
}
