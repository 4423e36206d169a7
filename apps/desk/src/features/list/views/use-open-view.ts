import type { Filter } from '@ventanilla/contracts/filters';
import type { ListLayout, TicketSort, View } from '@ventanilla/contracts/views';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyFailed, notifyProblem } from '../../../shared/notify.tsx';
import { shownLayout, storedLayout, storeLayout } from '../layout-store.ts';
import type { ListAddress } from '../list-address.ts';
import type { Views } from './use-views.ts';
import type { NamedView } from './view-dialog.tsx';

/** What is on the screen now. */
interface Asked {
  q: string;
  sort: TicketSort;
  filter: Filter;
}

interface Dialog {
  title: string;
  initial: NamedView;
  onClose(): void;
  onSave(view: NamedView): Promise<void>;
}

interface OpenViewInput {
  address: ListAddress;
  views: Views;
  onAddress(address: ListAddress, isStep?: boolean): void;
}

/** The saved view of the address, what differs from it, and what can be done with it. */
export function useOpenView({ address, views, onAddress }: OpenViewInput) {
  const { t } = useTranslation('list');
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [changed, setChanged] = useState<{ view: string | undefined; layout: ListLayout } | null>(null);
  const present = views.views.find(({ id }) => id === address.view) ?? null;
  const saved = present?.layout ? shownLayout(present.layout) : storedLayout();
  const layout = changed && changed.view === address.view ? changed.layout : saved;
  useMissing({ address, views, present, onAddress });
  const here = useHere(address);

  const setLayout = (next: ListLayout) => {
    setChanged({ view: address.view, layout: next });
    if (!present) storeLayout(next);
  };
  const show = (view: View) => onAddress({ q: view.text || undefined, sort: view.sort, view: view.id }, true);
  const ask = (title: string, initial: NamedView, onSave: Dialog['onSave']) =>
    setDialog({ title, initial, onSave, onClose: () => setDialog(null) });
  const create = async (named: NamedView, { q, sort, filter }: Asked) => {
    const view = await views.create({ ...named, filter, sort, layout });
    onAddress({ q: q || undefined, sort, view: view.id }, true);
  };
  return {
    present,
    layout,
    setLayout,
    dialog,
    show,
    isChanged: ({ filter, sort }: Asked) =>
      present !== null &&
      (!isSameTree(filter, present.filter) || sort !== present.sort || !isSameTree(layout, saved)),
    save: (asked: Asked) =>
      ask(t('views.newTitle'), { name: '', colour: 'accent', audience: 'personal', teamId: null }, (named) =>
        create(named, asked),
      ),
    duplicate: (view: View, asked: Asked) =>
      ask(
        t('views.newTitle'),
        {
          name: t('views.copyName', { name: view.name }),
          colour: view.colour,
          audience: 'personal',
          teamId: null,
        },
        (named) => create(named, asked),
      ),
    rename: ({ id, version, ...view }: View) =>
      ask(t('views.editTitle'), pickNamed(view), async (named) => {
        await views.change({ ...view, id, version }, named);
      }),
    saveChanges: (view: View, { filter, sort }: Asked) => {
      views
        .change(view, { filter, sort, layout })
        .then(() => setChanged(null))
        .catch(notifyProblem);
    },
    remove: (view: View) => {
      onAddress({ ...address, view: undefined });
      // Brought back it is open again, unless something else is by then.
      views.remove(view, () => {
        if (here.current && !here.current.view && here.current.q === address.q) show(view);
      });
    },
  };
}

/** Whether two say the same, in whatever order their parts are named. */
function isSameTree(one: unknown, other: unknown): boolean {
  const inOrder = (_key: string, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return JSON.stringify(one, inOrder) === JSON.stringify(other, inOrder);
}

const pickNamed = ({ name, colour, audience, teamId }: NamedView): NamedView => ({
  name,
  colour,
  audience,
  teamId,
});

/** What the list shows; null once it is left. */
function useHere(address: ListAddress): RefObject<ListAddress | null> {
  const here = useRef<ListAddress | null>(null);
  useEffect(() => {
    here.current = address;
    return () => {
      here.current = null;
    };
  }, [address]);
  return here;
}

/** A link to a view brings its filter; one to a view that is not there any more says so. */
function useMissing({ address, views, present, onAddress }: OpenViewInput & { present: View | null }) {
  const { t } = useTranslation('list');
  const isBare = present !== null && address.q === undefined && address.sort === undefined;
  const isGone = address.view !== undefined && present === null && !views.isPending;
  useEffect(() => {
    if (isBare) onAddress({ q: present.text || undefined, sort: present.sort, view: present.id });
    if (isGone) {
      onAddress({ ...address, view: undefined });
      notifyFailed(t('views.gone'));
    }
    // oxlint-disable-next-line react/exhaustive-deps -- what became known is what counts, and not each new address
  }, [isBare, isGone]);
}
