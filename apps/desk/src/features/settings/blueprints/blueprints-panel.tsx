import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { nameIn } from '@ventanilla/contracts/named.rules';
import { useState } from 'react';
import { BlueprintArt } from '../../../shared/blueprints/blueprint-art.tsx';
import { descriptionOf } from '../../../shared/blueprints/blueprint-words.ts';
import { blueprintsQuery, previewBlueprint } from '../../../shared/blueprints/blueprints.queries.ts';
import { currentLanguage } from '../../../shared/i18n/i18n.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyProblem } from '../../../shared/notify.tsx';
import panel from '../shared/panel.module.css';
import { Loaded, Panel, Rows } from '../shared/panel.tsx';
import classes from './blueprints.module.css';
import { DifferenceDialog, type ReadDifference } from './difference-dialog.tsx';
import { ExportRow } from './export-row.tsx';
import { ImportRow } from './import-row.tsx';

/** Ways of working: those that come with the product, the present one as a file, and one from a file. */
export function BlueprintsPanel() {
  const { t } = useTranslation(['blueprints', 'settings']);
  const query = useQuery(blueprintsQuery);
  const [read, setRead] = useState<ReadDifference | null>(null);
  const language = currentLanguage();
  const see = async (key: string) => {
    const source = { kind: 'shipped' as const, key };
    try {
      setRead({ source, difference: await previewBlueprint(source) });
    } catch (error) {
      notifyProblem(error);
    }
  };
  return (
    <Panel title={t('settings:sections.blueprints')} lead={t('lead')}>
      <Loaded query={query}>
        {(blueprints) => (
          <>
            <div data-setting="blueprints">
              <Rows label={t('list')}>
                {blueprints.map((blueprint) => (
                  <li key={blueprint.key}>
                    <span className={classes.way}>
                      <BlueprintArt of={blueprint.key} />
                    </span>
                    <span className={panel.main}>
                      <b>{nameIn(blueprint, language)}</b>
                      <span className={panel.sub}>{descriptionOf(blueprint, language)}</span>
                    </span>
                    <span className={panel.side}>
                      {t('settings', { count: blueprint.settings })}
                      <Button
                        variant="default"
                        aria-label={t('seeOf', { name: nameIn(blueprint, language) })}
                        onClick={() => void see(blueprint.key)}
                      >
                        {t('see')}
                      </Button>
                    </span>
                  </li>
                ))}
              </Rows>
            </div>
            <section className={panel.group}>
              <h3>{t('own')}</h3>
              <Rows label={t('own')}>
                <ExportRow />
                <ImportRow onRead={setRead} />
              </Rows>
            </section>
          </>
        )}
      </Loaded>
      <DifferenceDialog read={read} onClose={() => setRead(null)} />
    </Panel>
  );
}
