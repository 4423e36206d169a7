import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { BrandPreview } from '../../../shared/brand/brand-preview.tsx';
import { judgeColour } from '../../../shared/colour.rules.ts';
import { ColourField } from '../../../shared/components/colour-field.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { AuthProblem } from '../auth-problem.tsx';
import { LogoField } from './logo-field.tsx';
import classes from './setup-frame.module.css';
import { SetupFoot, SetupForm } from './setup-frame.tsx';

export interface OrganizationValues {
  organizationName: string;
  color: string;
}

interface OrganizationStepProps {
  values: OrganizationValues;
  /** Address of the logo as it is now, chosen or stored; null: none. */
  logoUrl: string | null;
  onLogo(file: File | null): void;
  working: boolean;
  waitSeconds: number;
  problem: unknown;
  onBack(): void;
  onNext(values: OrganizationValues): void;
}

/** Name, logo and colour of the organisation, beside what customers and agents will see. */
export function OrganizationStep(props: OrganizationStepProps) {
  const { values, logoUrl, onLogo, working, waitSeconds, problem, onBack, onNext } = props;
  const { t } = useTranslation(['session', 'wizard']);
  const form = useForm<OrganizationValues>({
    initialValues: values,
    validateInputOnBlur: ['organizationName'],
    validate: {
      organizationName: (value) => (value.trim() === '' ? t('setup.missing') : null),
      // Said by the field itself as it changes.
      color: (value) => judgeColour(value).state !== 'ok',
    },
  });
  const { organizationName, color } = form.values;
  const submit = () => {
    const { errors, hasErrors } = form.validate();
    if (!hasErrors) return onNext({ organizationName: organizationName.trim(), color });
    form.getInputNode('organizationName' in errors ? 'organizationName' : 'color')?.focus();
  };
  return (
    <SetupForm
      onSubmit={submit}
      foot={<SetupFoot onBack={onBack} working={working} disabled={waitSeconds > 0} />}
    >
      <div className={classes.pair}>
        <div className={classes.fields}>
          <AuthProblem problem={problem} waitSeconds={waitSeconds} />
          <TextInput
            {...form.getInputProps('organizationName')}
            label={t('setup.organization')}
            size="lg"
            autoComplete="organization"
            maxLength={120}
          />
          <LogoField logoUrl={logoUrl} onLogo={onLogo} />
          <ColourField
            label={t('wizard:color')}
            size="lg"
            value={color}
            onChange={(next) => form.setFieldValue('color', next)}
          />
        </div>
        <BrandPreview name={organizationName.trim()} colour={color} logoUrl={logoUrl} />
      </div>
    </SetupForm>
  );
}
