import type { ReactNode } from 'react';
import panel from '../../shared/panel.module.css';
import classes from '../classification.module.css';
import { NewButton } from './new-button.tsx';

interface GroupProps {
  title: ReactNode;
  hint?: string;
  /** The button that makes another one. */
  action?: { label: string; said?: string; run(): void; setting?: string };
  /** Of the settings' search, where it leads here. */
  setting?: string;
  children: ReactNode;
}

/** One part of a page with its heading and what it is for. */
export function Group({ title, hint, action, setting, children }: GroupProps) {
  return (
    <section className={panel.group} data-setting={setting}>
      <div className={classes.groupHead}>
        <div>
          <h3>{title}</h3>
          {hint ? <p>{hint}</p> : null}
        </div>
        {action ? (
          <NewButton
            label={action.label}
            {...(action.said ? { said: action.said } : {})}
            {...(action.setting ? { setting: action.setting } : {})}
            onClick={action.run}
          />
        ) : null}
      </div>
      {children}
    </section>
  );
}
