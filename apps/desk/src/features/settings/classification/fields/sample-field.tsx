import type { Classification, FieldValue } from '@ventanilla/web';
import { FieldInput } from '../../../../shared/classification/field-input.tsx';
import panel from '../../shared/panel.module.css';

interface SampleFieldProps {
  field: Classification['fields'][number];
  isRequired: boolean;
  value: FieldValue | undefined;
  onChange(value: FieldValue | null): void;
}

/** A field as whoever fills it in sees it, to be tried; nothing of it is saved. */
export function SampleField({ field, isRequired, value, onChange }: SampleFieldProps) {
  return (
    <div>
      <FieldInput
        field={field}
        value={value}
        names={{}}
        onChange={onChange}
        inForm={{ isRequired, error: null }}
      />
      {field.help ? <p className={panel.hint}>{field.help}</p> : null}
    </div>
  );
}
