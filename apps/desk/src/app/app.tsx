import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Suspense } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { onSignedOut } from '../shared/api/api.ts';
import { createQueryClient } from '../shared/api/query-client.ts';
import { lazyPart } from '../shared/components/lazy-part.ts';
import { LanguageContext, useScreenLanguage } from '../shared/i18n/use-translation.ts';
import { forgetSession } from '../shared/session/forget-session.ts';
import { sessionQuery } from '../shared/session/session.ts';
import { ErrorPage } from './error-page.tsx';
import { keepFocusOnRoutes } from './route-focus.ts';
import { createDeskRouter } from './router.tsx';
import { cssVariables, theme } from './theme.ts';

// It moves and is dragged: a tenth of the first route, needed after it.
const ShortNotices = lazyPart(async () => ({ default: (await import('./short-notices.tsx')).ShortNotices }));

const queryClient = createQueryClient();
const router = createDeskRouter(queryClient);
keepFocusOnRoutes(router);
const colorScheme = localStorageColorSchemeManager({ key: 'ventanilla.theme' });

onSignedOut(() => {
  // Before signing in nobody is known, and nothing is lost by it.
  if (!queryClient.getQueryData(sessionQuery.queryKey)) return;
  const next = router.state.location.href;
  void forgetSession(queryClient).then(() =>
    router.navigate({ to: '/sign-in', search: { next, ended: true } }),
  );
});

/** The whole desk with what every screen stands on. */
export function App() {
  const language = useScreenLanguage();
  return (
    <LanguageContext value={language}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        colorSchemeManager={colorScheme}
        defaultColorScheme="auto"
      >
        <Suspense>
          <ShortNotices />
        </Suspense>
        <ErrorBoundary
          fallbackRender={({ error, resetErrorBoundary }) => (
            <ErrorPage error={error} reset={resetErrorBoundary} />
          )}
        >
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </ErrorBoundary>
      </MantineProvider>
    </LanguageContext>
  );
}
