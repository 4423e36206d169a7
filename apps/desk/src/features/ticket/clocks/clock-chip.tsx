import { Popover, UnstyledButton } from '@mantine/core';
import type { CardClock } from '@ventanilla/web';
import { Suspense, useState } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { lazyPart } from '../../../shared/components/lazy-part.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { ClockMark } from '../../../shared/tickets/clock-mark.tsx';
import header from '../header/header.module.css';

const loadPanel = () => import('./clocks-panel.tsx');
const ClocksPanel = lazyPart(async () => ({ default: (await loadPanel()).ClocksPanel }));

/** What is left of the ticket's most pressing clock; opened, it says why each hour is what it is. */
export function ClockChip({ ticketId, clock }: { ticketId: string; clock: CardClock }) {
  const { t } = useTranslation('ticket');
  const [isOpen, setIsOpen] = useState(false);
  const preload = () => void loadPanel().catch(() => undefined);
  return (
    <Popover
      opened={isOpen}
      onChange={setIsOpen}
      position="bottom-start"
      shadow="lg"
      width={360}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <UnstyledButton
          className={header.chip}
          aria-describedby="ticket-clock-hint"
          onMouseEnter={preload}
          onFocus={preload}
          onClick={() => setIsOpen(!isOpen)}
        >
          <ClockMark clock={clock} isLong />
          <span id="ticket-clock-hint" hidden>
            {t('clocks.why')}
          </span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('clocks.title')}>
        <ErrorBoundary fallback={<p>{t('clocks.failed')}</p>}>
          <Suspense fallback={null}>
            <ClocksPanel ticketId={ticketId} clock={clock} />
          </Suspense>
        </ErrorBoundary>
      </Popover.Dropdown>
    </Popover>
  );
}
