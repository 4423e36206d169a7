import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { dataOf, ifMatch, type Line, type Notices } from '@ventanilla/web';
import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { Chip } from '../../../shared/components/chip.tsx';
import { linesQuery } from '../../../shared/departments/lines.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone, notifyProblem } from '../../../shared/notify.tsx';
import { Loaded } from '../shared/panel.tsx';
import classes from './departments.module.css';
import { NamedDialog } from './named-dialog.tsx';
import { NoticeMatrix } from './notice-matrix.tsx';

/** Lines, each with whom it tells. */
export function LinesSection() {
  const { t } = useTranslation('departments');
  const query = useQuery(linesQuery);
  const [edited, edit] = useState<Line | 'new' | null>(null);
  return (
    <section className={classes.part}>
      <div className={classes.partHead}>
        <h3>{t('lines.title')}</h3>
        <Button
          variant="subtle"
          size="xs"
          leftSection={<Plus size={14} aria-hidden />}
          onClick={() => edit('new')}
        >
          {t('lines.create')}
        </Button>
      </div>
      <p className={classes.quiet}>{t('lines.lead')}</p>
      <Loaded query={query}>
        {(lines) =>
          lines.length === 0 ? (
            <p className={classes.quiet}>{t('lines.none')}</p>
          ) : (
            lines.map((line) => <LineNotices key={line.id} line={line} onEdit={() => edit(line)} />)
          )
        }
      </Loaded>
      {edited ? (
        <LineDialog
          key={edited === 'new' ? edited : edited.id}
          line={edited === 'new' ? null : edited}
          onClose={() => edit(null)}
        />
      ) : null}
    </section>
  );
}

function LineNotices({ line, onEdit }: { line: Line; onEdit(): void }) {
  const { t } = useTranslation('departments');
  const queryClient = useQueryClient();
  const { queryKey } = linesQuery;
  const turn = useRef(Promise.resolve());
  const send = async (notices: Notices) => {
    try {
      const { version } = queryClient.getQueryData(queryKey)?.find(({ id }) => id === line.id) ?? line;
      const params = { path: { lineId: line.id }, header: ifMatch(version) };
      const after = await dataOf(api.PATCH('/api/v1/lines/{lineId}', { params, body: { notices } }));
      // What was ticked meanwhile stays ticked: its own turn comes.
      queryClient.setQueryData(queryKey, (lines) =>
        lines?.map((one) => (one.id === after.id ? { ...one, version: after.version } : one)),
      );
      notifyDone(t('changed'));
    } catch (error) {
      notifyProblem(error);
      await queryClient.invalidateQueries({ queryKey });
    }
  };
  /** At once on the screen, one after the other at the server. */
  const change = (notices: Notices) => {
    queryClient.setQueryData(queryKey, (lines) =>
      lines?.map((one) => (one.id === line.id ? { ...one, notices: { ...one.notices, ...notices } } : one)),
    );
    turn.current = turn.current.then(() => send(notices));
  };
  return (
    <div className={classes.part}>
      <div className={classes.about}>
        <span>
          <b>{line.name}</b> {line.active ? null : <Chip>{t('retired')}</Chip>}
        </span>
        <Button
          variant="default"
          size="xs"
          aria-label={t('lines.editOf', { name: line.name })}
          onClick={onEdit}
        >
          {t('edit')}
        </Button>
      </div>
      <NoticeMatrix
        isOfLine
        label={t('lines.noticesOf', { name: line.name })}
        notices={line.notices}
        onChange={change}
      />
    </div>
  );
}

function LineDialog({ line, onClose }: { line: Line | null; onClose(): void }) {
  const { t } = useTranslation('departments');
  const queryClient = useQueryClient();
  const save = async ({ name, active }: { name: string; active: boolean }) => {
    if (line) {
      const params = { path: { lineId: line.id }, header: ifMatch(line.version) };
      await dataOf(api.PATCH('/api/v1/lines/{lineId}', { params, body: { name, active } }));
    } else await dataOf(api.POST('/api/v1/lines', { body: { name } }));
    await queryClient.invalidateQueries({ queryKey: linesQuery.queryKey });
  };
  return (
    <NamedDialog
      opened
      onClose={onClose}
      title={line?.name ?? t('lines.create')}
      submitLabel={line ? t('save') : t('lines.submit')}
      initial={{ name: line?.name ?? '', active: line?.active ?? true }}
      activeHint={line ? { label: t('lines.active'), hint: t('lines.activeHint') } : undefined}
      onSave={save}
    />
  );
}
