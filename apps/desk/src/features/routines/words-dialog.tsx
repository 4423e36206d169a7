import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { itemNoteMax } from '@ventanilla/contracts/routine-runs';
import { type FormEvent, useState } from 'react';
import { useFocusBack } from '../../shared/hooks/use-focus-back.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';

const usual = ['notToday', 'noTime', 'another'] as const;

interface WordsDialogProps {
  /** A note beside an item, or why some are left out. */
  what: 'note' | 'skip';
  /** What it is about. */
  about: string;
  words: string;
  onClose(): void;
  onSave(words: string): void;
}

/** A note on an item, or the reason for leaving it out, with the usual ones at hand. */
export function WordsDialog({ what, about, words, onClose, onSave }: WordsDialogProps) {
  const { t } = useTranslation(['routines', 'desk']);
  useFocusBack();
  const [text, setText] = useState(words);
  const isMissing = what === 'skip' && text.trim() === '';
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (!isMissing) onSave(text.trim());
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={440}
      title={t(`${what}.title`)}
      closeButtonProps={{ 'aria-label': t('desk:actions.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <p>{about}</p>
          {what === 'skip' ? (
            <Group gap={6}>
              {usual.map((key) => (
                <Button
                  key={key}
                  size="compact-sm"
                  variant="default"
                  onClick={() => setText(t(`skip.usual.${key}`))}
                >
                  {t(`skip.usual.${key}`)}
                </Button>
              ))}
            </Group>
          ) : null}
          <Textarea
            data-autofocus
            label={t(`${what}.label`)}
            description={t(`${what}.hint`)}
            value={text}
            maxLength={itemNoteMax}
            autosize
            minRows={2}
            required={what === 'skip'}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) submit(event);
            }}
          />
          <Group justify="flex-end">
            <Button variant="subtle" onClick={onClose}>
              {t('desk:actions.cancel')}
            </Button>
            <Button type="submit" disabled={isMissing}>
              {t(`${what}.save`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
