import { Menu, TextInput, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { TicketCard } from '@ventanilla/web';
import { Check, ChevronDown, UserMinus, UserPlus, UserRound } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { agentsQuery } from '../../../shared/agents/agents.ts';
import { Avatar } from '../../../shared/components/avatar.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useMe } from '../../../shared/session/session.ts';
import type { TicketCommands } from '../use-ticket-commands.ts';
import classes from './header.module.css';

/** With more agents than this a field to filter them stands above. */
const agentsWithoutFilterMax = 7;

interface OwnerProps {
  ticket: TicketCard;
  commands: TicketCommands;
}

/** Who has the ticket, and where `can` says so: take it, give it to somebody, let it go. */
export function OwnerMenu({ ticket, commands }: OwnerProps) {
  const { t } = useTranslation(['ticket', 'desk']);
  const me = useMe();
  const { owner, can } = ticket;
  const name = owner ? (owner.id === me.agent.id ? t('desk:you') : owner.name) : t('desk:nobody');
  const face = owner ? <Avatar name={owner.name} /> : <UserRound size={14} aria-hidden />;
  const label = (
    <span className={owner ? classes.chipText : `${classes.chipText} ${classes.muted}`}>{name}</span>
  );
  if (!can.includes('assign') && !can.includes('release') && !can.includes('take')) {
    return (
      <span className={classes.chip}>
        {face}
        {label}
      </span>
    );
  }
  return (
    <OwnerDropdown ticket={ticket} commands={commands}>
      <UnstyledButton className={classes.chip} aria-label={t('header.ownerIs', { name })}>
        {face}
        {label}
        <ChevronDown size={14} aria-hidden />
      </UnstyledButton>
    </OwnerDropdown>
  );
}

/** The people to give the ticket to, opened by whatever stands inside. */
export function OwnerDropdown({ ticket, commands, children }: OwnerProps & { children: ReactNode }) {
  const { t } = useTranslation('ticket');
  const { can, owner } = ticket;
  return (
    <Menu withinPortal={false} position="bottom-start" width={250}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        {can.includes('take') ? (
          <Menu.Item leftSection={<UserPlus size={15} aria-hidden />} onClick={() => void commands.take()}>
            {t('header.take')}
          </Menu.Item>
        ) : null}
        {can.includes('release') ? (
          <Menu.Item
            leftSection={<UserMinus size={15} aria-hidden />}
            onClick={() => void commands.release()}
          >
            {t('header.release')}
          </Menu.Item>
        ) : null}
        {can.includes('assign') ? (
          <AgentItems ownerId={owner?.id ?? null} onAssign={commands.assign} />
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}

function AgentItems(props: { ownerId: string | null; onAssign: (agentId: string) => Promise<boolean> }) {
  const { t } = useTranslation(['ticket', 'desk']);
  const me = useMe();
  const [filter, setFilter] = useState('');
  const { data: agents = [], isPending } = useQuery(agentsQuery);
  const active = agents.filter((agent) => agent.active);
  const wanted = filter.trim().toLocaleLowerCase();
  const shown = active.filter((agent) => agent.name.toLocaleLowerCase().includes(wanted));
  return (
    <>
      <Menu.Label>{t('header.assign')}</Menu.Label>
      {active.length > agentsWithoutFilterMax ? (
        <TextInput
          size="xs"
          mx={6}
          mb={4}
          aria-label={t('header.filterAgents')}
          placeholder={t('header.filterAgents')}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
      ) : null}
      <div className={classes.agents}>
        {shown.map((agent) => (
          <Menu.Item
            key={agent.id}
            leftSection={<Avatar name={agent.name} />}
            rightSection={
              agent.id === props.ownerId ? <Check size={14} aria-label={t('header.current')} /> : null
            }
            disabled={agent.id === props.ownerId}
            onClick={() => void props.onAssign(agent.id)}
          >
            {agent.id === me.agent.id ? t('header.me', { name: agent.name }) : agent.name}
          </Menu.Item>
        ))}
      </div>
      {shown.length === 0 ? (
        <Menu.Label>{isPending ? t('desk:states.loading') : t('header.noAgents')}</Menu.Label>
      ) : null}
    </>
  );
}
