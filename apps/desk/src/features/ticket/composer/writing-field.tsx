import { Textarea } from '@mantine/core';
import { type KeyboardEvent, type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { documentHtml, documentOfText } from './editor/document.rules.ts';
import type { EditorHandle, EditorState } from './editor/editor-handle.ts';
import type { EditorKeys } from './editor/extensions.ts';
import { loadEditor, loadedEditor } from './editor/load-editor.ts';
import type { Caret, Written } from './editor/rich-editor.tsx';
import classes from './field.module.css';

/** What others can ask of the field, whichever of the two it is. */
export interface FieldHandle {
  focus(place?: 'end'): void;
}

interface WritingFieldProps {
  html: string;
  text: string;
  label: string;
  placeholder: string;
  fieldRef: RefObject<FieldHandle | null>;
  /** Takes the focus when it appears. */
  takesFocus: boolean;
  keys: EditorKeys;
  onChange(written: Written): void;
  onState(state: EditorState): void;
  onHandle(handle: EditorHandle | null): void;
  onFiles(files: File[], position?: number): void;
}

/**
 * Where one writes: the editor, or a plain field until the editor's code is here. Nothing that was typed meanwhile is
 * lost when the editor takes over, and the caret stays where it was.
 */
export function WritingField(props: WritingFieldProps) {
  const [editor, setEditor] = useState(loadedEditor);
  const [focusAt, setFocusAt] = useState<Caret | 'end' | null>(props.takesFocus ? 'end' : null);
  const plain = useRef<HTMLTextAreaElement>(null);
  const handle = useRef<EditorHandle | null>(null);
  useEffect(() => {
    if (editor) return undefined;
    let isGone = false;
    const takeOver = (module: NonNullable<ReturnType<typeof loadedEditor>>) => {
      if (isGone) return;
      const caret = caretOf(plain.current);
      // Between reading the caret and drawing the editor nothing else may be typed.
      flushSync(() => {
        setFocusAt(caret);
        setEditor(module);
      });
    };
    void loadEditor().then(
      (module) => whenComposed(plain.current, () => takeOver(module)),
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [editor]);
  useImperativeHandle(props.fieldRef, () => ({
    focus(place) {
      if (handle.current) handle.current.focus(place);
      else plain.current?.focus();
    },
  }));

  if (!editor) return <PlainField {...props} fieldRef={plain} />;
  const { RichEditor } = editor;
  return (
    <RichEditor
      html={props.html}
      label={props.label}
      placeholder={props.placeholder}
      className={`${classes.text} ${classes.rich}`}
      focusAt={focusAt}
      keys={props.keys}
      onChange={props.onChange}
      onState={props.onState}
      onFiles={props.onFiles}
      onHandle={(given) => {
        handle.current = given;
        props.onHandle(given);
      }}
    />
  );
}

/** Where the caret stands, where the field has the focus. */
function caretOf(field: HTMLTextAreaElement | null): Caret | null {
  if (!field || document.activeElement !== field) return null;
  return { from: field.selectionStart, to: field.selectionEnd };
}

/** A letter that is being composed (accents, Asian scripts) is finished first. */
function whenComposed(field: HTMLTextAreaElement | null, then: () => void) {
  if (field?.dataset.composing !== 'true') return then();
  field.addEventListener('compositionend', () => setTimeout(then), { once: true });
}

type PlainFieldProps = Omit<WritingFieldProps, 'fieldRef'> & {
  fieldRef: RefObject<HTMLTextAreaElement | null>;
};

/** Bare text; what is added to a formatted draft leaves its formatting as it is. */
function PlainField(props: PlainFieldProps) {
  const { fieldRef, takesFocus } = props;
  const [begun] = useState({ html: props.html, text: props.text });
  useEffect(() => {
    const field = fieldRef.current;
    if (!takesFocus || !field) return;
    field.focus();
    // A field that is drawn anew begins at its start: what is typed next would stand before what was there.
    field.setSelectionRange(field.value.length, field.value.length);
  }, [takesFocus, fieldRef]);
  const write = (text: string) => props.onChange({ html: htmlOf(text, begun), text });
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (event.shiftKey) props.keys.later();
      else props.keys.send();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      props.keys.leave();
    }
  };
  return (
    <Textarea
      ref={fieldRef}
      variant="unstyled"
      classNames={{ input: classes.text }}
      aria-label={props.label}
      placeholder={props.placeholder}
      autosize
      minRows={2}
      maxRows={12}
      value={props.text}
      onChange={(event) => write(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onPaste={(event) => {
        const files = [...event.clipboardData.files];
        if (files.length === 0) return;
        event.preventDefault();
        props.onFiles(files);
      }}
      onCompositionStart={(event) => {
        event.currentTarget.dataset.composing = 'true';
      }}
      onCompositionEnd={(event) => {
        event.currentTarget.dataset.composing = 'false';
      }}
    />
  );
}

/** The HTML of typed text; formatting of what was there stays where text was only added below it. */
function htmlOf(text: string, begun: Written): string {
  const bare = (words: string) => documentHtml(documentOfText(words));
  if (bare(begun.text) === begun.html || !text.startsWith(begun.text)) return bare(text);
  return begun.html + bare(text.slice(begun.text.length));
}
