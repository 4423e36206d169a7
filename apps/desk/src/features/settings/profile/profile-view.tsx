import '@mantine/core/styles/Switch.css';
import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/Chip.css';
import '@mantine/core/styles/SegmentedControl.css';
import '@mantine/core/styles/FloatingIndicator.css';
import { LookCard } from './look-card.tsx';
import { NoticesCard } from './notices-card.tsx';
import { OwnNoticesCard } from './own-notices/own-notices-card.tsx';
import { PasswordCard } from './password-card.tsx';
import classes from './profile.module.css';
import { SelfCard } from './self-card.tsx';
import { SendingCard } from './sending-card.tsx';
import { SessionsCard } from './sessions-card.tsx';
import { TwoFactorCard } from './two-factor-card.tsx';

/** One's own profile: details, look and notices, password, second step and sessions. */
export function ProfileView({ onSignedOut }: { onSignedOut(): void }) {
  return (
    <div className={classes.page}>
      <div className={classes.content}>
        <SelfCard />
        <LookCard />
        <NoticesCard />
        <OwnNoticesCard />
        <SendingCard />
        <PasswordCard />
        <TwoFactorCard />
        <SessionsCard onSignedOut={onSignedOut} />
      </div>
    </div>
  );
}
