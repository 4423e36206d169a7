import { ActionIcon, Button, Popover, TextInput } from '@mantine/core';
import clsx from 'clsx';
import { Link } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { keyName } from '../../../shared/actions/key-names.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import type { EditorHandle, EditorState } from './editor/editor-handle.ts';
import { linkAddress } from './editor/paste.rules.ts';
import classes from './toolbar.module.css';

interface LinkButtonProps {
  state: EditorState;
  editor: EditorHandle | null;
  opened: boolean;
  onOpen(opened: boolean): void;
}

/** The tool for links, with the small form that asks where to. */
export function LinkButton({ state, editor, opened, onOpen }: LinkButtonProps) {
  const { t } = useTranslation('ticket');
  const close = () => {
    onOpen(false);
    editor?.focus();
  };
  return (
    <Popover
      opened={opened}
      onChange={onOpen}
      position="top-start"
      trapFocus
      shadow="lg"
      classNames={{ dropdown: classes.layer }}
    >
      <Popover.Target>
        <ActionIcon
          className={clsx(classes.wide, state.href !== null && classes.on)}
          aria-label={t('composer.link')}
          aria-pressed={state.href !== null}
          title={`${t('composer.link')} · ${keyName('mod+k')}`}
          disabled={!editor}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onOpen(!opened)}
        >
          <Link size={16} strokeWidth={1.75} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('composer.link')}>
        {opened && editor ? <LinkForm state={state} editor={editor} onClose={close} /> : null}
      </Popover.Dropdown>
    </Popover>
  );
}

function LinkForm({
  state,
  editor,
  onClose,
}: {
  state: EditorState;
  editor: EditorHandle;
  onClose: () => void;
}) {
  const { t } = useTranslation('ticket');
  // What was selected when it opened; the form takes the focus from the text.
  const [begun] = useState(state);
  const [address, setAddress] = useState(begun.href ?? '');
  const [words, setWords] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const asksWords = !begun.hasSelection && begun.href === null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const href = linkAddress(address);
    if (href === null) return setIsWrong(true);
    onClose();
    editor.setLink(href, words);
  };
  return (
    <form
      className={classes.link}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <TextInput
        label={t('composer.linkAddress')}
        placeholder="https://"
        inputMode="url"
        data-autofocus
        value={address}
        error={isWrong ? t('composer.linkWrong') : undefined}
        onChange={(event) => {
          setAddress(event.currentTarget.value);
          setIsWrong(false);
        }}
      />
      {asksWords ? (
        <TextInput
          label={t('composer.linkWords')}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      ) : null}
      <div className={classes.linkActions}>
        {begun.href !== null ? (
          <Button
            size="xs"
            variant="subtle"
            onClick={() => {
              onClose();
              editor.setLink(null);
            }}
          >
            {t('composer.linkRemove')}
          </Button>
        ) : null}
        <Button size="xs" type="submit">
          {t('composer.linkSave')}
        </Button>
      </div>
    </form>
  );
}
