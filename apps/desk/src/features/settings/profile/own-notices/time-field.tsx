import { TextInput } from '@mantine/core';
import { useState } from 'react';

interface TimeFieldProps {
  label: string;
  /** `08:00`. */
  value: string;
  error?: string | null;
  onChange(value: string): void;
}

/** A time of day; it is chosen when one leaves the field, so that no half of it is kept. */
export function TimeField({ label, value, error, onChange }: TimeFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const settle = () => {
    if (draft && draft !== value) onChange(draft);
    setDraft(null);
  };
  return (
    <TextInput
      type="time"
      label={label}
      error={error}
      value={draft ?? value}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle();
      }}
    />
  );
}
