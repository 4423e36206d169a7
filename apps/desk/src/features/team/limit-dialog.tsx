import '@mantine/core/styles/NumberInput.css';
import { Button, Group, Modal, NumberInput, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { TeamMember } from '@ventanilla/web';
import { useState } from 'react';
import { useFocusBack } from '../../shared/hooks/use-focus-back.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { notifyDone, notifyProblem } from '../../shared/notify.tsx';
import { teamQuery, teamRequests } from './team.queries.ts';

/** How many open tickets an agent handles at once. */
export function LimitDialog({ member, onClose }: { member: TeamMember; onClose(): void }) {
  const { t } = useTranslation(['team', 'desk']);
  useFocusBack();
  const queryClient = useQueryClient();
  const { id, name } = member;
  const [value, setValue] = useState<number | string>(member.openMax ?? '');
  const [working, setWorking] = useState(false);
  const save = async () => {
    const openMax = value === '' ? null : Number(value);
    setWorking(true);
    try {
      await teamRequests.setOpenMax(id, openMax);
      await queryClient.invalidateQueries({ queryKey: teamQuery.queryKey, exact: true });
      notifyDone(openMax === null ? t('limit.removed', { name }) : t('limit.saved', { name, max: openMax }));
      onClose();
    } catch (error) {
      notifyProblem(error);
      setWorking(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('limit.title', { name })}
      size="sm"
      closeButtonProps={{ 'aria-label': t('desk:actions.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack gap="md">
          <p>{t('limit.text')}</p>
          <NumberInput
            data-autofocus
            label={t('limit.field')}
            description={t('limit.hint')}
            min={1}
            max={1000}
            allowDecimal={false}
            value={value}
            onChange={setValue}
          />
          <Group justify="flex-end">
            <Button variant="subtle" onClick={onClose}>
              {t('desk:actions.cancel')}
            </Button>
            <Button type="submit" loading={working}>
              {t('limit.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
