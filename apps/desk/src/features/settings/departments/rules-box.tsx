import { Checkbox, NumberInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { DepartmentRules, DepartmentSettings } from '@ventanilla/web';
import { Check, Flag, Hand, Inbox, type LucideIcon, Reply, UserPlus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from './departments.module.css';
import { chosenOf, isNamed, type RulePart, whoOf } from './people.rules.ts';
import type { SettingsChange } from './use-change-settings.ts';
import { useFlags } from './use-flags.ts';
import { WhoField } from './who-field.tsx';

const icons = { assign: UserPlus, take: Hand, flag: Flag, close: Check } as const;
const parts: readonly RulePart[] = ['assign', 'take', 'flag', 'close'];
const channels = ['email', 'phone', 'internal'] as const;

interface RulesBoxProps {
  settings: DepartmentSettings;
  onChange(change: SettingsChange): void;
}

/** What comes to the department, who may do what there, and what an answer does. */
export function RulesBox({ settings, onChange }: RulesBoxProps) {
  const { t } = useTranslation(['departments', 'desk']);
  const { rules, mailboxes } = settings;
  return (
    <div className={classes.box}>
      <Line
        icon={Inbox}
        name={t('rules.enters')}
        note={
          <Link to="/settings/$section" params={{ section: 'mailboxes' }}>
            {t('rules.entersWhere')}
          </Link>
        }
      >
        <span className={classes.words}>
          {mailboxes.length > 0
            ? mailboxes.map(({ name, address }) => `${name} (${address})`).join(', ')
            : t('rules.entersNone')}
        </span>
      </Line>
      {parts.map((part) => (
        <Line
          key={part}
          icon={icons[part]}
          name={t(`rules.${part}`)}
          note={<Note part={part} rules={rules} onChange={onChange} />}
        >
          <WhoField
            label={t(`rules.${part}`)}
            placeholder={t('rules.anyone')}
            chosen={chosenOf(rules[part])}
            byTicket
            onChange={(chosen) => onChange({ rules: { [part]: whoOf(chosen) } })}
          />
          {part === 'flag' ? <EachFlag rules={rules} onChange={onChange} /> : null}
        </Line>
      ))}
      <Line icon={Reply} name={t('rules.reply')} note={t('rules.replyNote')}>
        <span className={classes.choices} role="group" aria-label={t('rules.reply')}>
          {channels.map((channel) => (
            <Checkbox
              key={channel}
              size="xs"
              label={t(`desk:channel.${channel}`)}
              checked={rules.replyCloses.includes(channel)}
              onChange={({ currentTarget }) => {
                const others = rules.replyCloses.filter((one) => one !== channel);
                onChange({ rules: { replyCloses: currentTarget.checked ? [...others, channel] : others } });
              }}
            />
          ))}
        </span>
      </Line>
    </div>
  );
}

/** People of its own for a flag; without any it is as the others. */
function EachFlag({ rules, onChange }: { rules: DepartmentRules } & Pick<RulesBoxProps, 'onChange'>) {
  const { t } = useTranslation('departments');
  const flags = useFlags();
  if (flags.length === 0) return null;
  return (
    <details className={classes.each} open={Object.values(rules.flags).some(isNamed)}>
      <summary>{t('rules.flagsEach')}</summary>
      {flags.map(({ key, name }) => (
        <div key={key} className={classes.eachFlag}>
          <span>{name}</span>
          <WhoField
            label={t('rules.flagOf', { flag: name })}
            placeholder={t('rules.flagAsAll')}
            chosen={chosenOf(rules.flags[key] ?? {})}
            byTicket
            onChange={(chosen) => onChange({ rules: { flags: { ...rules.flags, [key]: whoOf(chosen) } } })}
          />
        </div>
      ))}
    </details>
  );
}

function Line(props: { icon: LucideIcon; name: string; note: ReactNode; children: ReactNode }) {
  const { icon: Icon, name, note, children } = props;
  return (
    <div className={classes.line}>
      <span className={classes.lineName}>
        <Icon size={15} strokeWidth={1.75} aria-hidden />
        {name}
      </span>
      <span className={classes.lineBody}>{children}</span>
      <span className={classes.lineNote}>{note}</span>
    </div>
  );
}

function Note({
  part,
  rules,
  onChange,
}: { part: RulePart } & Pick<RulesBoxProps, 'onChange'> & { rules: DepartmentRules }) {
  const { t } = useTranslation('departments');
  if (part !== 'take') return t(`rules.notes.${part}`);
  return (
    <AtMost key={rules.atMost} value={rules.atMost} onChange={(atMost) => onChange({ rules: { atMost } })} />
  );
}

/** Saved when it is left, not at each figure. */
function AtMost({ value, onChange }: { value: number | null; onChange(value: number | null): void }) {
  const { t } = useTranslation('departments');
  const [written, write] = useState<number | string>(value ?? '');
  const settle = () => {
    const next = typeof written === 'number' && written >= 1 ? written : null;
    if (next !== value) onChange(next);
  };
  return (
    <span className={classes.atMost}>
      <NumberInput
        size="xs"
        w={86}
        min={1}
        max={10_000}
        allowDecimal={false}
        hideControls
        aria-label={t('rules.atMost')}
        placeholder={t('rules.atMostNone')}
        value={written}
        onChange={write}
        onBlur={settle}
        onKeyDown={({ key }) => key === 'Enter' && settle()}
      />
      {t('rules.atMostNote')}
    </span>
  );
}
