import { Button } from '@mantine/core';
import { Plus } from 'lucide-react';

interface NewButtonProps {
  label: string;
  /** Where it says less than what it does. */
  said?: string;
  onClick(): void;
  /** Of the settings' search, where it leads here. */
  setting?: string;
}

/** The button that makes another one of a list. */
export function NewButton({ label, said, onClick, setting }: NewButtonProps) {
  return (
    <Button
      variant="default"
      leftSection={<Plus size={16} aria-hidden />}
      onClick={onClick}
      aria-label={said}
      data-setting={setting}
    >
      {label}
    </Button>
  );
}
