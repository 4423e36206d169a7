import { useQuery } from '@tanstack/react-query';
import type { Department } from '@ventanilla/web';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { Loaded } from '../shared/panel.tsx';
import { CloseNeeds } from './close-needs.tsx';
import { DepartmentAside } from './department-aside.tsx';
import classes from './departments.module.css';
import { NoticeMatrix } from './notice-matrix.tsx';
import { RulesBox } from './rules-box.tsx';
import { departmentSettingsQuery } from './settings.queries.ts';
import { useChangeSettings } from './use-change-settings.ts';

/** The rules of a department, whom it tells and what it asks for before closing; each change is saved as it is made. */
export function DepartmentSettingsView({ department }: { department: Department }) {
  const { t } = useTranslation('departments');
  const query = useQuery(departmentSettingsQuery(department.id));
  const change = useChangeSettings(department.id);
  return (
    <Loaded query={query}>
      {(settings) => (
        <>
          <section aria-label={t('rules.title', { name: department.name })}>
            <RulesBox settings={settings} onChange={change} />
          </section>
          <section className={classes.part}>
            <h3>{t('notices.title')}</h3>
            <NoticeMatrix
              label={t('notices.title')}
              notices={settings.notices}
              onChange={(notices) => change({ notices })}
            />
          </section>
          <section className={classes.part}>
            <h3>{t('needs.title')}</h3>
            <CloseNeeds
              chosen={settings.rules.closeNeeds}
              onChange={(closeNeeds) => change({ rules: { closeNeeds } })}
            />
          </section>
          <DepartmentAside department={department} settings={settings} />
        </>
      )}
    </Loaded>
  );
}
