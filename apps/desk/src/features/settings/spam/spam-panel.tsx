import { Radio } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { dataOf, type paths } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone, notifyProblem } from '../../../shared/notify.tsx';
import classes from '../shared/panel.module.css';
import { Loaded, Panel } from '../shared/panel.tsx';
import { SenderList } from './sender-list.tsx';
import { spamRulesQuery } from './spam-settings.queries.ts';

type SpamLevel = paths['/api/v1/settings/spam']['put']['requestBody']['content']['application/json']['level'];
const levels: readonly SpamLevel[] = ['off', 'careful', 'normal', 'strict'];

/** How easily mail is taken for spam, and the senders about whom somebody has decided. */
export function SpamPanel() {
  const { t } = useTranslation(['machines', 'settings']);
  const query = useQuery(spamRulesQuery);
  const queryClient = useQueryClient();
  const save = async (level: SpamLevel) => {
    const before = queryClient.getQueryData(spamRulesQuery.queryKey);
    queryClient.setQueryData(spamRulesQuery.queryKey, { level });
    try {
      await dataOf(api.PUT('/api/v1/settings/spam', { body: { level } }));
      notifyDone(t('settings:saved'));
    } catch (error) {
      queryClient.setQueryData(spamRulesQuery.queryKey, before);
      notifyProblem(error);
    }
  };
  return (
    <Panel title={t('settings:sections.spam')} lead={t('spamSettings.lead')}>
      <section className={classes.group} data-setting="spamLevel">
        <h3>{t('spamSettings.level')}</h3>
        <Loaded query={query}>
          {({ level }) => (
            <Radio.Group
              aria-label={t('spamSettings.level')}
              value={level}
              onChange={(value) => void save(value as SpamLevel)}
            >
              <div className={classes.choices}>
                {levels.map((each) => (
                  <Radio
                    key={each}
                    value={each}
                    color="accent"
                    label={t(`spamSettings.levels.${each}`)}
                    description={t(`spamSettings.levelHints.${each}`)}
                  />
                ))}
              </div>
            </Radio.Group>
          )}
        </Loaded>
      </section>
      <SenderList />
    </Panel>
  );
}
