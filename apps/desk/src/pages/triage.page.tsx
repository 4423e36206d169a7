import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { preloadEditor } from '../features/ticket/composer/editor/load-editor.ts';
import { TicketReading } from '../features/ticket/reading/ticket-reading.tsx';
import { QueueChoice } from '../features/triage/queue-choice.tsx';
import { TriageView } from '../features/triage/triage-view.tsx';
import { PlacesSwitch } from '../shared/components/places-switch.tsx';

const route = getRouteApi('/frame/triage');

// The answer is written here as well; the editor's code follows while the browser is idle.
preloadEditor();

/** One ticket after the other. */
export function TriagePage() {
  const { department } = route.useSearch();
  const navigate = useNavigate();
  return (
    <TriageView
      key={department ?? ''}
      departmentId={department}
      places={<PlacesSwitch />}
      choice={
        <QueueChoice
          departmentId={department}
          onChoose={(next) => void navigate({ to: '/triage', search: { department: next } })}
        />
      }
      reading={({ ticketId, answers, onSent }) => (
        <TicketReading
          key={ticketId}
          ticketId={ticketId}
          answers={answers}
          answerPlaceId="triage-answer"
          onSent={onSent}
          onLeave={() => document.querySelector<HTMLElement>('[data-focus]')?.focus()}
        />
      )}
      onList={(q) => void navigate({ to: '/list', search: { q } })}
      onBoard={() => void navigate({ to: '/' })}
    />
  );
}
