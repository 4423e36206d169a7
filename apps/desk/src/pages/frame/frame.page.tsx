import { Outlet } from '@tanstack/react-router';

/** The frame around every page behind signing in. */
export function FramePage() {
  return (
    <main>
      <Outlet />
    </main>
  );
}
