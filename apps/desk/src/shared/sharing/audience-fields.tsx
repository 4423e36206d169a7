import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ViewAudience } from '@ventanilla/contracts/views';
import { teamsQuery } from '../departments/teams.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { useHolds } from '../session/session.ts';

/** Who sees something that was saved. */
export interface Audience {
  audience: ViewAudience;
  teamId: string | null;
}

/** Whether it is told who sees it: a team is named where it is for one. */
export const isWhole = ({ audience, teamId }: Audience): boolean => audience !== 'team' || teamId !== null;

interface AudienceFieldsProps {
  value: Audience;
  /** What is shared, in words: what of it others see. */
  hint: string;
  onChange(value: Partial<Audience>): void;
}

/** Who sees a view or a board, for those who may share one. */
export function AudienceFields({ value, hint, onChange }: AudienceFieldsProps) {
  const { t } = useTranslation('list');
  const mayShare = useHolds('views:share');
  const { data: teams = [] } = useQuery({ ...teamsQuery, enabled: mayShare });
  if (!mayShare) return null;
  return (
    <>
      <Select
        label={t('views.audience')}
        description={hint}
        data={(['personal', 'team', 'everyone'] as const).map((audience) => ({
          value: audience,
          label: t(`views.audiences.${audience}`),
        }))}
        value={value.audience}
        onChange={(audience) => audience && onChange({ audience: audience as ViewAudience })}
      />
      {value.audience === 'team' ? (
        <Select
          label={t('views.whichTeam')}
          data={teams.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))}
          value={value.teamId}
          onChange={(teamId) => onChange({ teamId })}
          required
        />
      ) : null}
    </>
  );
}
