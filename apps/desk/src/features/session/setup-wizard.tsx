import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemFields } from '../../shared/api/problem-text.ts';
import { Banner } from '../../shared/components/banner.tsx';
import { AuthProblem } from './auth-problem.tsx';
import { completeSetup } from './session.commands.ts';
import classes from './setup-frame.module.css';
import { SetupFrame } from './setup-frame.tsx';
import { AccountFields, OrganizationFields, SetupFoot } from './setup-steps.tsx';
import { useAuthSubmit } from './use-auth-submit.ts';
import { accountFields, useSetupForm } from './use-setup-form.ts';

interface SetupWizardProps {
  /** The one-time key of the link; undefined where the address has none. */
  token: string | undefined;
  /** The form of a mailbox, which calls back once there is one or none is wanted. */
  renderMailbox(onDone: (connected: boolean) => void): ReactNode;
}

/** The first set-up by the link that the server printed: account, organisation, first mailbox, done. */
export function SetupWizard({ token, renderMailbox }: SetupWizardProps) {
  const { t } = useTranslation('session');
  const queryClient = useQueryClient();
  const [step, setStep] = useState(0);
  const [isMailboxSkipped, setMailboxSkipped] = useState(false);
  const form = useSetupForm();
  const submit = useAuthSubmit();
  const { values } = form;

  const toOrganization = (event: FormEvent) => {
    event.preventDefault();
    const wrong = accountFields.filter((field) => form.validateField(field).hasError);
    if (wrong[0]) form.getInputNode(wrong[0])?.focus();
    else setStep(1);
  };
  const create = form.onSubmit((all) =>
    submit.run(
      async () => {
        await completeSetup(queryClient, { ...all, email: all.email.trim(), token: token ?? '' });
        setStep(2);
      },
      (error) => {
        const fields = problemFields(error);
        form.setErrors(fields);
        if (accountFields.some((field) => field in fields)) setStep(0);
      },
    ),
  );

  if (step === 0) {
    return (
      <SetupFrame step={step} title={t('setup.title')} lead={t('setup.subtitle')}>
        <form className={classes.fields} onSubmit={toOrganization} noValidate>
          {token ? null : <Banner tone="ambar">{t('setup.noToken')}</Banner>}
          <AuthProblem problem={submit.problem} waitSeconds={submit.waitSeconds} />
          <AccountFields form={form} />
          <SetupFoot disabled={!token} />
        </form>
      </SetupFrame>
    );
  }
  if (step === 1) {
    return (
      <SetupFrame step={step} title={t('wizard.organizationTitle')} lead={t('wizard.organizationLead')}>
        <form className={classes.fields} onSubmit={create} noValidate>
          <AuthProblem problem={submit.problem} waitSeconds={submit.waitSeconds} />
          <OrganizationFields form={form} />
          <SetupFoot onBack={() => setStep(0)} working={submit.working} disabled={submit.waitSeconds > 0} />
        </form>
      </SetupFrame>
    );
  }
  if (step === 2) {
    return (
      <SetupFrame step={step} title={t('wizard.mailboxTitle')} lead={t('wizard.mailboxLead')}>
        {renderMailbox((connected) => {
          setMailboxSkipped(!connected);
          setStep(3);
        })}
      </SetupFrame>
    );
  }
  return (
    <SetupFrame
      step={step}
      isMailboxSkipped={isMailboxSkipped}
      title={t('wizard.doneTitle', { name: values.name.trim().split(' ')[0] ?? '' })}
      lead={t('wizard.doneLead', { organization: values.organizationName.trim() })}
    >
      <div className={classes.fields}>
        <p>{t('wizard.doneTeam')}</p>
        <Button component={Link} to="/" size="lg">
          {t('wizard.toBoard')}
        </Button>
        <Button
          variant="default"
          size="lg"
          renderRoot={(props) => <Link to="/settings/$section" params={{ section: 'agents' }} {...props} />}
        >
          {t('wizard.toTeam')}
        </Button>
      </div>
    </SetupFrame>
  );
}
