import { problemText } from '../../shared/api/problem-text.ts';
import { Banner } from '../../shared/components/banner.tsx';
import { useTranslation } from '../../shared/i18n/use-translation.ts';

/** What the server said against a form of these pages, or how long it asks to wait; nothing for null. */
export function AuthProblem({ problem, waitSeconds }: { problem: unknown; waitSeconds: number }) {
  const { t } = useTranslation('session');
  if (problem === null) return null;
  return (
    <Banner tone="rojo" role="alert">
      {waitSeconds > 0 ? t('signIn.waitSeconds', { seconds: waitSeconds }) : problemText(problem)}
    </Banner>
  );
}
