import { Menu } from '@mantine/core';
import { clockTime } from '@ventanilla/web';
import { CalendarClock } from 'lucide-react';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { laterChoices } from './send-times.rules.ts';

interface LaterItemsProps {
  onSendAt: (at: Date) => void;
  onChoose: () => void;
}

/** The hours at which an answer may leave by itself, in the organisation's time. */
export function LaterItems({ onSendAt, onChoose }: LaterItemsProps) {
  const { t } = useTranslation('sending');
  const format = useFormat();
  const choices = format.timeZone ? laterChoices(format.now, format.timeZone) : [];
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t('later.label')}</Menu.Label>
      {choices.map(({ key, at }) => (
        <Menu.Item
          key={key}
          leftSection={<CalendarClock size={15} aria-hidden />}
          onClick={() => onSendAt(at)}
        >
          {t(`later.${key}`, { time: clockTime(at.toISOString(), format) })}
        </Menu.Item>
      ))}
      <Menu.Item leftSection={<CalendarClock size={15} aria-hidden />} onClick={onChoose}>
        {t('later.choose')}
      </Menu.Item>
    </>
  );
}
