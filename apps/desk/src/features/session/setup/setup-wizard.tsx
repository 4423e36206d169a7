import { useQuery, useQueryClient } from '@tanstack/react-query';
import { nameIn } from '@ventanilla/contracts/named.rules';
import { dataOf } from '@ventanilla/web';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { problemFields } from '../../../shared/api/problem-text.ts';
import { applyBlueprint, blueprintsQuery } from '../../../shared/blueprints/blueprints.queries.ts';
import { useBrandTint } from '../../../shared/brand/use-brand-tint.ts';
import { loadPhrases } from '../../../shared/i18n/page-phrases.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { saveProfile } from '../../../shared/session/save-profile.ts';
import { sessionQuery } from '../../../shared/session/session.ts';
import { completeSetup } from '../session.commands.ts';
import { useAuthSubmit } from '../use-auth-submit.ts';
import { AccountMade, AccountStep, type AccountValues } from './account-step.tsx';
import { demoQuery } from './demo.queries.ts';
import { DemoStep } from './demo-step.tsx';
import { DoneStep } from './done-step.tsx';
import { LanguageStep, type LanguageValues } from './language-step.tsx';
import { OrganizationStep, type OrganizationValues } from './organization-step.tsx';
import { changeOrganization, saveLogo } from './setup.commands.ts';
import { SetupFoot, type SetupFootProps, SetupFrame } from './setup-frame.tsx';
import { type SetupStep, useSetupProgress } from './setup-progress.ts';
import { useChosenLogo } from './use-chosen-logo.ts';

/** With its phrases, which the settings share. */
const BlueprintStep = lazy(async () => {
  const [step] = await Promise.all([import('./blueprint-step.tsx'), loadPhrases('blueprints')]);
  return { default: step.BlueprintStep };
});

const languageNames = { es: 'desk:userMenu.spanish', en: 'desk:userMenu.english' } as const;

/** What the form of the first mailbox is given. */
export interface MailboxSlot {
  /** Address of the one that was connected before; null: none. */
  connected: string | null;
  onBack(): void;
  /** Told the address, or null where it is left for later. */
  onDone(address: string | null): void;
  renderFoot(props: SetupFootProps): ReactNode;
}

interface SetupWizardProps {
  /** The one-time key of the link; undefined where the address has none. */
  token: string | undefined;
  renderMailbox(slot: MailboxSlot): ReactNode;
}

const accountFields = ['name', 'email', 'password'];

/**
 * The set-up by the link that the server printed. The administrator is made with the organisation, at the end of the
 * second step; whatever is answered afterwards, or again, changes what is there. A reload goes on where it was.
 */
export function SetupWizard({ token, renderMailbox }: SetupWizardProps) {
  const { t } = useTranslation(['wizard', 'desk']);
  const queryClient = useQueryClient();
  const { data: me } = useQuery(sessionQuery);
  const exists = Boolean(me);
  const { data: blueprints } = useQuery({ ...blueprintsQuery, enabled: exists });
  const { progress, change, forget } = useSetupProgress({ exists });
  const [password, setPassword] = useState('');
  const [fieldErrors, setFieldErrors] = useState<Record<string, string>>({});
  const logo = useChosenLogo(me?.organizationLogoUrl ?? null);
  const submit = useAuthSubmit();
  useBrandTint(progress.color);
  const { step, name, email } = progress;
  const go = (next: SetupStep) => {
    submit.forget();
    change({ step: next });
  };

  const toOrganization = (values: AccountValues) => {
    setPassword(values.password);
    setFieldErrors({});
    submit.forget();
    change({ name: values.name, email: values.email, step: 'organization' });
  };
  const saveOrganization = (values: OrganizationValues) =>
    submit.run(
      async () => {
        change(values);
        const { organizationName, color } = values;
        if (exists) await changeOrganization(queryClient, { name: organizationName, color });
        else {
          const { language, timeZone } = progress;
          const account = { name, email, password, language, timeZone };
          await completeSetup(queryClient, { ...values, ...account, token: token ?? '' });
        }
        if (logo.isChanged) await saveLogo(queryClient, logo.file);
        logo.saved();
        change({ step: 'language' });
      },
      (error) => {
        const fields = problemFields(error);
        setFieldErrors(fields);
        if (accountFields.some((field) => field in fields)) change({ step: 'account' });
      },
    );
  const saveLanguage = (values: LanguageValues) =>
    submit.run(async () => {
      await changeOrganization(queryClient, values);
      if (me && me.agent.language !== values.language) {
        await saveProfile(queryClient, me, { language: values.language });
      }
      change({ ...values, step: 'blueprint' });
    });
  const saveBlueprint = (key: string) =>
    submit.run(async () => {
      await applyBlueprint(queryClient, { source: { kind: 'shipped', key } });
      change({ blueprint: key, step: 'mailbox' });
    });
  const addDemo = async () => {
    const added = await dataOf(api.POST('/api/v1/demo', { body: { itStays: true } }));
    queryClient.setQueryData(demoQuery.queryKey, added);
  };
  const saveDemo = (wanted: boolean) =>
    submit.run(async () => {
      if (wanted) await addDemo();
      change({ demo: wanted, step: 'done' });
    });

  const way = blueprints?.find(({ key }) => key === progress.blueprint);
  const answers = {
    account: email,
    organization: progress.organizationName,
    language: `${t(languageNames[progress.language])} · ${progress.timeZone.replaceAll('_', ' ')}`,
    ...(way ? { blueprint: nameIn(way, progress.language) } : {}),
    mailbox: progress.mailbox ?? t('mailboxLater'),
    demo: progress.demo ? t('demoExample') : t('demoBlank'),
  };
  const firstName = (me?.agent.name ?? name).trim().split(' ')[0] ?? '';
  const said = { problem: submit.problem, working: submit.working };
  const screens: Record<SetupStep, () => ReactNode> = {
    account: () =>
      me ? (
        <AccountMade name={me.agent.name} email={me.agent.email} onNext={() => go('organization')} />
      ) : (
        <AccountStep
          values={{ name, email, password }}
          hasToken={token !== undefined}
          problem={submit.problem}
          errors={fieldErrors}
          onNext={toOrganization}
        />
      ),
    organization: () => (
      <OrganizationStep
        values={progress}
        logoUrl={logo.url}
        onLogo={logo.choose}
        waitSeconds={submit.waitSeconds}
        {...said}
        onBack={() => go('account')}
        onNext={saveOrganization}
      />
    ),
    language: () => (
      <LanguageStep values={progress} {...said} onBack={() => go('organization')} onNext={saveLanguage} />
    ),
    blueprint: () => (
      <Suspense fallback={null}>
        <BlueprintStep
          applied={progress.blueprint}
          {...said}
          onBack={() => go('language')}
          onNext={saveBlueprint}
        />
      </Suspense>
    ),
    mailbox: () =>
      renderMailbox({
        connected: progress.mailbox,
        onBack: () => go('blueprint'),
        onDone: (address) => change({ ...(address ? { mailbox: address } : {}), step: 'demo' }),
        renderFoot: (props) => <SetupFoot {...props} />,
      }),
    demo: () => <DemoStep wanted={progress.demo} {...said} onBack={() => go('mailbox')} onNext={saveDemo} />,
    done: () => (
      <DoneStep mailbox={progress.mailbox} onDemoAgain={() => void submit.run(addDemo)} onLeave={forget} />
    ),
  };
  return (
    <SetupFrame
      step={step}
      answers={answers}
      onStep={go}
      title={t(`title.${step}`, { name: firstName })}
      lead={t(`lead.${step}`, { organization: progress.organizationName })}
    >
      {screens[step]()}
    </SetupFrame>
  );
}
