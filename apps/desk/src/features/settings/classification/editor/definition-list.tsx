import { Button } from '@mantine/core';
import type { DefinitionKind } from '@ventanilla/web';
import type { ReactNode } from 'react';
import { useClassification } from '../../../../shared/classification/classification.ts';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { SortableRows } from '../../shared/ordering/sortable-rows.tsx';
import panel from '../../shared/panel.module.css';
import { Rows } from '../../shared/panel.tsx';
import classes from '../classification.module.css';
import type { Definition } from './definitions.ts';
import { EditButton } from './edit-button.tsx';
import { useDefinitions } from './use-definitions.ts';

interface DefinitionListProps<K extends DefinitionKind> {
  kind: K;
  label: string;
  /** Retired ones included. */
  items: readonly Definition<K>[];
  /** How it is written in its row; left out: its name. */
  title?: (item: Definition<K>) => ReactNode;
  /** What else its row says. */
  facts?: (item: Definition<K>) => (string | null)[];
  onEdit(item: Definition<K>): void;
  /** Instead of the rows where there is none. */
  empty: ReactNode;
  /** At the end of a row. */
  extra?: (item: Definition<K>) => ReactNode;
}

/** Definitions of a kind in their order, each to be changed, and those that were retired to be used again. */
export function DefinitionList<K extends DefinitionKind>(props: DefinitionListProps<K>) {
  const { kind, label, items, title, facts, onEdit, empty, extra } = props;
  const { t } = useTranslation('classification');
  const { order, setActive } = useDefinitions();
  const { nameOf } = useClassification();
  const rows = items.map((definition) => ({ definition, key: definition.key, name: nameOf(definition) }));
  const active = rows.filter(({ definition }) => definition.active);
  const retired = rows.filter(({ definition }) => !definition.active);
  return (
    <>
      {active.length === 0 ? (
        empty
      ) : (
        <SortableRows
          label={label}
          items={active}
          onOrder={(keys) => void order(kind, keys)}
          main={({ definition, name }) => (
            <>
              {title ? title(definition) : <b>{name}</b>}
              <span className={panel.sub}>{said(facts?.(definition))}</span>
            </>
          )}
          actions={({ definition, name }) => (
            <>
              {extra?.(definition)}
              <EditButton name={name} onClick={() => onEdit(definition)} />
            </>
          )}
        />
      )}
      {retired.length > 0 ? (
        <details className={classes.retired}>
          <summary>{t('retiredCount', { count: retired.length })}</summary>
          <Rows label={`${label}: ${t('retiredCount', { count: retired.length })}`}>
            {retired.map(({ definition, key, name }) => (
              <li key={key}>
                <span className={panel.main}>{title ? title(definition) : <b>{name}</b>}</span>
                <Button
                  variant="default"
                  aria-label={t('restoreOf', { name })}
                  onClick={() => void setActive(kind, key, true)}
                >
                  {t('restore')}
                </Button>
              </li>
            ))}
          </Rows>
        </details>
      ) : null}
    </>
  );
}

const said = (facts: (string | null)[] = []) => facts.filter(Boolean).join(' · ');
