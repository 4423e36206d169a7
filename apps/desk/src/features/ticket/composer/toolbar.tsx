import { ActionIcon, Menu } from '@mantine/core';
import clsx from 'clsx';
import {
  Bold,
  Code,
  Italic,
  Link,
  List,
  ListOrdered,
  type LucideIcon,
  Paperclip,
  SquareCode,
  Strikethrough,
  TextQuote,
  Type,
  Underline,
} from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { keyName } from '../../../shared/actions/key-names.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { type EditorHandle, type EditorState, type Format, formats } from './editor/editor-handle.ts';
import { EmojiButton } from './emoji-button.tsx';
import { LinkButton } from './link-button.tsx';
import classes from './toolbar.module.css';

const icons: Record<Format, LucideIcon> = {
  bold: Bold,
  italic: Italic,
  underline: Underline,
  strike: Strikethrough,
  bulletList: List,
  orderedList: ListOrdered,
  blockquote: TextQuote,
  code: Code,
  codeBlock: SquareCode,
};
const keys: Record<Format, string> = {
  bold: 'mod+b',
  italic: 'mod+i',
  underline: 'mod+u',
  strike: 'mod+⇧ s',
  bulletList: 'mod+⇧ 8',
  orderedList: 'mod+⇧ 7',
  blockquote: 'mod+⇧ b',
  code: 'mod+e',
  codeBlock: 'mod+alt c',
};

interface ToolbarProps {
  state: EditorState;
  /** Null until the editor's code is here: its buttons wait, files do not. */
  editor: EditorHandle | null;
  isLinkOpen: boolean;
  onLinkOpen(opened: boolean): void;
  onFiles(files: File[]): void;
  /** At its end: what is said of the draft, and the sending. */
  children: ReactNode;
}

/** The line of tools below the text, as in the drawing: the few that one uses, the rest in a menu and by key. */
export function Toolbar({ state, editor, isLinkOpen, onLinkOpen, onFiles, children }: ToolbarProps) {
  const { t } = useTranslation('ticket');
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <div className={classes.bar}>
      <div className={classes.tools} role="toolbar" aria-label={t('composer.tools')}>
        <FormatButton format="bold" state={state} editor={editor} />
        <FormatButton format="bulletList" state={state} editor={editor} />
        <LinkButton state={state} editor={editor} opened={isLinkOpen} onOpen={onLinkOpen} />
        <FormatMenu state={state} editor={editor} onLink={() => onLinkOpen(true)} />
        <span className={classes.separator} />
        <ActionIcon
          aria-label={t('composer.attach')}
          title={t('composer.attachLimits')}
          onClick={() => chooser.current?.click()}
        >
          <Paperclip size={16} strokeWidth={1.75} aria-hidden />
        </ActionIcon>
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          onChange={({ currentTarget }) => {
            onFiles([...(currentTarget.files ?? [])]);
            currentTarget.value = '';
          }}
        />
        <EmojiButton editor={editor} />
      </div>
      <span className={classes.grow} />
      {children}
    </div>
  );
}

interface FormatProps {
  state: EditorState;
  editor: EditorHandle | null;
}

function FormatButton({ format, state, editor }: FormatProps & { format: Format }) {
  const { t } = useTranslation('ticket');
  const Icon = icons[format];
  const name = t(`composer.format.${format}`);
  return (
    <ActionIcon
      className={clsx(classes.wide, state.on.has(format) && classes.on)}
      aria-label={name}
      aria-pressed={state.on.has(format)}
      title={`${name} · ${keyName(keys[format])}`}
      disabled={!editor}
      // The text keeps its selection.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => editor?.toggle(format)}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden />
    </ActionIcon>
  );
}

function FormatMenu({ state, editor, onLink }: FormatProps & { onLink: () => void }) {
  const { t } = useTranslation('ticket');
  const isOn = formats.some((format) => state.on.has(format));
  return (
    <Menu withinPortal={false} position="top-start" width={260} returnFocus={false}>
      <Menu.Target>
        <ActionIcon
          className={clsx(isOn && classes.on)}
          aria-label={t('composer.moreFormats')}
          title={t('composer.moreFormats')}
          disabled={!editor}
          onMouseDown={(event) => event.preventDefault()}
        >
          <Type size={16} strokeWidth={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map((format) => {
          const Icon = icons[format];
          return (
            <Menu.CheckboxItem
              key={format}
              closeMenuOnClick
              checked={state.on.has(format)}
              rightSection={<kbd>{keyName(keys[format])}</kbd>}
              onChange={() => editor?.toggle(format)}
            >
              <span className={classes.format}>
                <Icon size={15} strokeWidth={1.75} aria-hidden />
                {t(`composer.format.${format}`)}
              </span>
            </Menu.CheckboxItem>
          );
        })}
        <Menu.Item
          leftSection={<Link size={15} strokeWidth={1.75} aria-hidden />}
          rightSection={<kbd>{keyName('mod+k')}</kbd>}
          onClick={onLink}
        >
          {t('composer.link')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
