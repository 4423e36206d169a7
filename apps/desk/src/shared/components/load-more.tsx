import { Button } from '@mantine/core';
import { useTranslation } from '../i18n/use-translation.ts';
import classes from './load-more.module.css';

interface LoadMoreProps {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage(): Promise<unknown> };
}

/** The button under a list that has further pages; nothing where it has none. */
export function LoadMore({ query }: LoadMoreProps) {
  const { t } = useTranslation('desk');
  if (!query.hasNextPage) return null;
  return (
    <Button
      className={classes.more}
      variant="default"
      loading={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      {t('actions.loadMore')}
    </Button>
  );
}
