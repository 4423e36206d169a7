import { ActionIcon, Popover } from '@mantine/core';
import { Smile } from 'lucide-react';
import { Suspense, useState } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { lazyPart } from '../../../shared/components/lazy-part.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import type { EditorHandle } from './editor/editor-handle.ts';
import classes from './toolbar.module.css';

const loadPanel = () => import('./emoji-panel.tsx');
const EmojiPanel = lazyPart(async () => ({ default: (await loadPanel()).EmojiPanel }));

/** The tool for emoji; what it shows is fetched when one comes near it. */
export function EmojiButton({ editor }: { editor: EditorHandle | null }) {
  const { t } = useTranslation('ticket');
  const [opened, setOpened] = useState(false);
  const preload = () => void loadPanel().catch(() => undefined);
  const close = () => {
    setOpened(false);
    editor?.focus();
  };
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="top-start"
      shadow="lg"
      trapFocus
      classNames={{ dropdown: classes.layer }}
    >
      <Popover.Target>
        <ActionIcon
          aria-label={t('composer.emoji')}
          title={t('composer.emoji')}
          disabled={!editor}
          onMouseDown={(event) => event.preventDefault()}
          onMouseEnter={preload}
          onFocus={preload}
          onClick={() => setOpened(!opened)}
        >
          <Smile size={16} strokeWidth={1.75} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown
        p={0}
        aria-label={t('composer.emoji')}
        onKeyDownCapture={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          close();
        }}
      >
        <div className={classes.emoji}>
          <ErrorBoundary fallback={<p className={classes.emojiWait}>{t('composer.emojiFailed')}</p>}>
            <Suspense fallback={<p className={classes.emojiWait}>{t('composer.emojiLoading')}</p>}>
              <EmojiPanel
                onPick={(emoji) => {
                  editor?.insertText(emoji);
                  close();
                }}
              />
            </Suspense>
          </ErrorBoundary>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
