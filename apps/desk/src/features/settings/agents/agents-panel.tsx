import { Button, Select, Switch } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Agent, dataOf, ifMatch } from '@ventanilla/web';
import { MailPlus, Plus } from 'lucide-react';
import { useState } from 'react';
import { agentsQuery } from '../../../shared/agents/agents.ts';
import { api } from '../../../shared/api/api.ts';
import { Avatar } from '../../../shared/components/avatar.tsx';
import { Chip } from '../../../shared/components/chip.tsx';
import { ConfirmDialog } from '../../../shared/components/confirm-dialog.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone, notifyProblem } from '../../../shared/notify.tsx';
import { useMe } from '../../../shared/session/session.ts';
import { useRoleOptions } from '../roles/roles.queries.ts';
import classes from '../shared/panel.module.css';
import { Loaded, Panel, Rows } from '../shared/panel.tsx';
import { AgentForm } from './agent-form.tsx';
import { Invitations } from './invitations.tsx';
import { InviteForm } from './invite-form.tsx';

type Change = { roleKey?: string; active?: boolean };

/** Who answers, with their role and whether they may sign in. */
export function AgentsPanel() {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const query = useQuery(agentsQuery);
  const [creating, create] = useDisclosure(false);
  const [inviting, invite] = useDisclosure(false);
  const [unlocked, setUnlocked] = useState<Agent | null>(null);
  const [leaving, setLeaving] = useState<Agent | null>(null);

  const change = async (agent: Agent, body: Change) => {
    try {
      await dataOf(
        api.PATCH('/api/v1/agents/{agentId}', {
          params: { path: { agentId: agent.id }, header: ifMatch(agent.version) },
          body,
        }),
      );
      notifyDone(t('saved'));
    } catch (error) {
      notifyProblem(error);
    }
    await queryClient.invalidateQueries({ queryKey: agentsQuery.queryKey });
  };

  const removeTwoFactor = async ({ id, name }: Agent) => {
    try {
      await api.DELETE('/api/v1/agents/{agentId}/two-factor', { params: { path: { agentId: id } } });
      notifyDone(t('agents.removedTwoFactor', { name }));
    } catch (error) {
      notifyProblem(error);
    }
    await queryClient.invalidateQueries({ queryKey: agentsQuery.queryKey });
  };

  return (
    <Panel
      title={t('sections.agents')}
      lead={t('agents.lead')}
      action={
        <div className={classes.side}>
          <Button variant="default" leftSection={<Plus size={16} aria-hidden />} onClick={create.open}>
            {t('agents.create')}
          </Button>
          <Button
            data-setting="invite"
            leftSection={<MailPlus size={16} aria-hidden />}
            onClick={invite.open}
          >
            {t('invitations.invite')}
          </Button>
        </div>
      }
    >
      <Loaded query={query}>
        {(agents) => (
          <Rows label={t('sections.agents')}>
            {agents.map((agent) => (
              <AgentRow
                key={agent.id}
                agent={agent}
                onUnlock={() => setUnlocked(agent)}
                onChange={(body) => void (body.active === false ? setLeaving(agent) : change(agent, body))}
              />
            ))}
          </Rows>
        )}
      </Loaded>
      <Invitations />
      <InviteForm opened={inviting} onClose={invite.close} />
      <ConfirmDialog
        opened={unlocked !== null}
        onClose={() => setUnlocked(null)}
        title={t('agents.removeTwoFactorAsk', { name: unlocked?.name ?? '' })}
        text={t('agents.removeTwoFactorText')}
        confirm={t('agents.removeTwoFactor')}
        onConfirm={async () => {
          if (unlocked) await removeTwoFactor(unlocked);
        }}
      />
      <AgentForm opened={creating} onClose={create.close} />
      <ConfirmDialog
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        title={t('agents.deactivateAsk', { name: leaving?.name ?? '' })}
        text={t('agents.deactivateText')}
        confirm={t('agents.deactivate')}
        onConfirm={async () => {
          if (leaving) await change(leaving, { active: false });
        }}
      />
    </Panel>
  );
}

interface AgentRowProps {
  agent: Agent;
  onChange(change: Change): void;
  /** Takes the second step away from whoever lost phone and codes. */
  onUnlock(): void;
}

function AgentRow({ agent, onChange, onUnlock }: AgentRowProps) {
  const { t } = useTranslation('settings');
  const me = useMe();
  const roles = useRoleOptions();
  const isMe = me.agent.id === agent.id;
  return (
    <li>
      <Avatar name={agent.name} photoUrl={agent.photoUrl} size="md" />
      <span className={classes.main}>
        <b>{agent.name}</b> {isMe ? <Chip tone="accent">{t('agents.you')}</Chip> : null}{' '}
        {agent.active ? null : <Chip>{t('agents.inactive')}</Chip>}{' '}
        {agent.twoFactor ? <Chip tone="verde">{t('agents.twoFactor')}</Chip> : null}
        <span className={classes.sub}>{agent.email}</span>
      </span>
      <span className={classes.side}>
        {agent.twoFactor && !isMe ? (
          <Button
            variant="subtle"
            size="xs"
            aria-label={t('agents.removeTwoFactorOf', { name: agent.name })}
            onClick={onUnlock}
          >
            {t('agents.removeTwoFactor')}
          </Button>
        ) : null}
        <Select
          w={200}
          allowDeselect={false}
          aria-label={t('agents.roleOf', { name: agent.name })}
          data={roles}
          value={agent.roleKey}
          onChange={(value) => value && value !== agent.roleKey && onChange({ roleKey: value })}
        />
        <Switch
          aria-label={t('agents.stateOf', { name: agent.name })}
          checked={agent.active}
          disabled={isMe}
          onChange={(event) => onChange({ active: event.currentTarget.checked })}
        />
      </span>
    </li>
  );
}
