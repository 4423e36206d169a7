import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import type { BoardColumnKey } from '@ventanilla/web';
import { lazy, Suspense } from 'react';
import { BoardPage } from '../pages/board.page.tsx';
import { FramePage } from '../pages/frame/frame.page.tsx';
import { ticketIdOfNumber } from '../shared/api/ticket-by-number.ts';
import type { PagePhrases } from '../shared/i18n/page-phrases.ts';
import { safeNext } from '../shared/session/safe-next.ts';
import { sessionQuery } from '../shared/session/session.ts';
import { ticketQuery } from '../shared/tickets/ticket-query.ts';
import { ErrorPage } from './error-page.tsx';

const LazyNotFoundPage = lazy(async () => ({
  default: (await import('../pages/not-found.page.tsx')).NotFoundPage,
}));

function NotFoundPage() {
  return (
    <Suspense>
      <LazyNotFoundPage />
    </Suspense>
  );
}

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ notFoundComponent: NotFoundPage });

/** A page with phrases that the first one does without. */
async function withPhrases<P>(page: Promise<P>, ...names: PagePhrases[]): Promise<P> {
  const { loadPhrases } = await import('../shared/i18n/page-phrases.ts');
  await Promise.all(names.map(loadPhrases));
  return page;
}

const columnKeys: readonly BoardColumnKey[] = ['new', 'answered', 'your_turn'];

/** What of a ticket can be shown beside its conversation. */
const ticketTabs = ['notes', 'history', 'time'] as const;
type TicketTab = (typeof ticketTabs)[number];

const searchStates = ['open', 'closed', 'spam'] as const;

const optionalText = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
/** The router reads `q=123` as a number. */
const readText = (value: unknown) => optionalText(typeof value === 'number' ? String(value) : value);

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  /** `next`: path to go on to, within the desk only; `ended`: the session ended by itself. */
  validateSearch: (search: Record<string, unknown>): { next?: string; ended?: boolean } => ({
    next: optionalText(search.next),
    ended: search.ended === true ? true : undefined,
  }),
  beforeLoad: async ({ context, search }) => {
    const me = await context.queryClient.ensureQueryData(sessionQuery);
    if (me) redirect({ href: safeNext(search.next), throw: true });
  },
  component: lazyRouteComponent(() => import('../pages/sign-in.page.tsx'), 'SignInPage'),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: (search: Record<string, unknown>): { token?: string } => ({
    token: optionalText(search.token),
  }),
  component: lazyRouteComponent(
    () => withPhrases(import('../pages/setup.page.tsx'), 'wizard', 'settings', 'profile'),
    'SetupPage',
  ),
});

/** The secret of a mailed link stands after `#`, where no proxy's log sees it; the pages read it there. */
const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('../pages/forgot-password.page.tsx'), 'ForgotPasswordPage'),
});

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  component: lazyRouteComponent(() => import('../pages/reset-password.page.tsx'), 'ResetPasswordPage'),
});

const acceptInvitation = createRoute({
  getParentRoute: () => root,
  path: '/accept-invitation',
  component: lazyRouteComponent(() => import('../pages/accept-invitation.page.tsx'), 'AcceptInvitationPage'),
});

/** Everything behind signing in. */
const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(sessionQuery);
    if (me) return;
    redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href }, throw: true });
  },
  component: FramePage,
});

const board = createRoute({ getParentRoute: () => frame, path: '/', component: BoardPage });

const list = createRoute({
  getParentRoute: () => frame,
  path: '/list',
  /** The filter as text, the order, and the saved view that is open. */
  validateSearch: (search: Record<string, unknown>): { q?: string; sort?: string; view?: string } => ({
    q: readText(search.q),
    sort: optionalText(search.sort),
    view: optionalText(search.view),
  }),
  component: lazyRouteComponent(
    () => withPhrases(import('../pages/list.page.tsx'), 'list', 'filters'),
    'ListPage',
  ),
});

const triage = createRoute({
  getParentRoute: () => frame,
  path: '/triage',
  /** `department`: all of a department's, whoever has them; one's own and nobody's where nothing is said. */
  validateSearch: (search: Record<string, unknown>): { department?: string } => ({
    department: optionalText(search.department),
  }),
  component: lazyRouteComponent(
    () => withPhrases(import('../pages/triage.page.tsx'), 'triage', 'list', 'classify'),
    'TriagePage',
  ),
});

const ticket = createRoute({
  getParentRoute: () => frame,
  path: '/tickets/$ticketId',
  /**
   * `column`: where on the board one came from; its list stands beside the ticket. `tab`: what of the ticket is
   * shown; the conversation where nothing is said. `message`: the message or note to go to.
   */
  validateSearch: (
    search: Record<string, unknown>,
  ): { column?: BoardColumnKey; tab?: TicketTab; message?: string } => ({
    column: columnKeys.find((key) => key === search.column),
    tab: ticketTabs.find((tab) => tab === search.tab),
    message: optionalText(search.message),
  }),
  // `/tickets/V-123` is for people to write; the ticket itself stands at its id.
  beforeLoad: async ({ params: { ticketId }, search }) => {
    const id = await ticketIdOfNumber(ticketId);
    if (id)
      redirect({ to: '/tickets/$ticketId', params: { ticketId: id }, search, replace: true, throw: true });
  },
  // Asked for while its page is being drawn; what goes wrong is said there. Pointing at a card asks for no ticket.
  loader: ({ context, params: { ticketId }, cause }) => {
    if (cause === 'enter') void context.queryClient.prefetchQuery(ticketQuery(ticketId));
  },
  component: lazyRouteComponent(() => import('../pages/ticket.page.tsx'), 'TicketPage'),
});

const newTicket = createRoute({
  getParentRoute: () => frame,
  path: '/tickets/new',
  component: lazyRouteComponent(
    () => withPhrases(import('../pages/new-ticket.page.tsx'), 'newTicket'),
    'NewTicketPage',
  ),
});

interface SearchAddress {
  q?: string;
  state?: 'open' | 'closed' | 'spam';
  /** Whose tickets; everybody's where nothing is said. */
  requester?: string;
  organization?: string;
}

const validateSearch = (values: Record<string, unknown>): SearchAddress => ({
  q: readText(values.q),
  state: searchStates.find((state) => state === values.state),
  requester: optionalText(values.requester),
  organization: optionalText(values.organization),
});

const search = createRoute({
  getParentRoute: () => frame,
  path: '/search',
  validateSearch,
  component: lazyRouteComponent(() => import('../pages/search.page.tsx'), 'SearchPage'),
});

const mine = createRoute({
  getParentRoute: () => frame,
  path: '/mine',
  validateSearch,
  component: lazyRouteComponent(() => import('../pages/search.page.tsx'), 'MinePage'),
});

const spam = createRoute({
  getParentRoute: () => frame,
  path: '/spam',
  component: lazyRouteComponent(() => import('../pages/spam.page.tsx'), 'SpamPage'),
});

const team = createRoute({
  getParentRoute: () => frame,
  path: '/team',
  component: lazyRouteComponent(
    () => withPhrases(import('../pages/team.page.tsx'), 'team', 'list'),
    'TeamPage',
  ),
});

const routines = createRoute({
  getParentRoute: () => frame,
  path: '/routines',
  /** `of`: `team` for how those one looks after keep theirs. */
  validateSearch: (search: Record<string, unknown>): { of?: 'team' } => ({
    of: search.of === 'team' ? 'team' : undefined,
  }),
  component: lazyRouteComponent(
    () => withPhrases(import('../pages/routines.page.tsx'), 'routines'),
    'RoutinesPage',
  ),
});

const settings = createRoute({
  getParentRoute: () => frame,
  path: '/settings',
  component: lazyRouteComponent(
    () => withPhrases(import('../pages/settings.page.tsx'), 'settings', 'profile'),
    'SettingsPage',
  ),
});

const profile = createRoute({
  getParentRoute: () => frame,
  path: '/profile',
  component: lazyRouteComponent(
    () => withPhrases(import('../pages/profile.page.tsx'), 'settings', 'profile', 'notifications'),
    'ProfilePage',
  ),
});

const settingsSection = createRoute({
  getParentRoute: () => settings,
  path: '$section',
  component: lazyRouteComponent(() => import('../pages/settings-section.page.tsx'), 'SettingsSectionPage'),
});

const routeTree = root.addChildren([
  signIn,
  setup,
  forgotPassword,
  resetPassword,
  acceptInvitation,
  frame.addChildren([
    board,
    list,
    triage,
    ticket,
    newTicket,
    search,
    mine,
    spam,
    team,
    routines,
    profile,
    settings.addChildren([settingsSection]),
  ]),
]);

/** The router with every page; pages other than the board are loaded when they are first needed. */
export function createDeskRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: false,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createDeskRouter>;
  }
  interface HistoryState {
    /** Typed in one form of signing in, for the next: an address is written down in many places, this is not. */
    email?: string;
  }
}
