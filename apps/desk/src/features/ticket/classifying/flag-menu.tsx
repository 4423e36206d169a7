import { Menu, UnstyledButton } from '@mantine/core';
import type { TicketDetail } from '@ventanilla/web';
import { Check, ChevronDown, Flag } from 'lucide-react';
import { useClassification } from '../../../shared/classification/classification.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import header from '../header/header.module.css';
import { FlagFace } from './chips.tsx';
import classes from './classifying.module.css';
import { useClassify } from './use-classify.ts';

/** The flag, and where `can` says so the others to choose from, each with what it means here (W15). */
export function FlagMenu({ detail }: { detail: TicketDetail }) {
  const { t } = useTranslation(['classify', 'ticket']);
  const { definitions, nameOf } = useClassification();
  const classify = useClassify(detail);
  const { flag, can } = detail.ticket;
  const face = <FlagFace flag={flag} none={t('noFlag')} />;
  if (!can.includes('flag')) return flag ? <span className={header.chip}>{face}</span> : null;
  const set = (key: 'orange' | 'blue' | 'green' | null) => {
    if (key === (flag?.key ?? null)) return;
    const name = nameOf(definitions.flags.find((one) => one.key === key));
    void classify({
      asked: { flag: key },
      back: { flag: flag?.key ?? null },
      foreseen: { flag: key },
      card: { flag: key && { key, name } },
      what: key ? name : t('noFlag'),
    });
  };
  const current = <Check size={14} aria-label={t('ticket:header.current')} />;
  return (
    <Menu withinPortal={false} position="bottom-start">
      <Menu.Target>
        <UnstyledButton
          className={header.chip}
          data-menu="flag"
          aria-label={t('flagIs', { name: flag?.name ?? t('noFlag') })}
        >
          {face}
          <ChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('flag')}</Menu.Label>
        {definitions.flags
          .filter(({ active }) => active)
          .map((one) => (
            <Menu.Item
              key={one.key}
              leftSection={<Flag size={14} className={classes.flagIcon} data-flag={one.key} aria-hidden />}
              rightSection={one.key === flag?.key ? current : null}
              onClick={() => set(one.key)}
            >
              {nameOf(one)}
              {one.meaning ? <span className={classes.meaning}>{one.meaning}</span> : null}
            </Menu.Item>
          ))}
        <Menu.Item
          leftSection={<Flag size={14} aria-hidden />}
          rightSection={flag ? null : current}
          onClick={() => set(null)}
        >
          {t('noFlag')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
