import { cardPartsDefault } from '@ventanilla/contracts/boards';
import { expect, it } from 'vitest';
import { endsWithOwnWords, withParts } from './card-parts.rules.ts';
import { card } from './test-ground.ts';

const answered = card('paid', 1, {
  owner: { id: 'eva', name: 'Eva' },
  preview: 'Ya lo apliqué.',
  previewAuthor: 'agent',
});

it('says «Tú» before words of one’s own, and of nobody else’s', () => {
  expect(endsWithOwnWords(answered, 'eva')).toBe(true);
  expect(endsWithOwnWords(answered, 'bruno')).toBe(false);
  expect(endsWithOwnWords({ ...answered, previewAuthor: 'customer' }, 'eva')).toBe(false);
});

it('says it of no words where the column leaves them out', () => {
  const shows = cardPartsDefault.filter((part) => part !== 'preview');
  expect(endsWithOwnWords(withParts(answered, shows), 'eva')).toBe(false);
});
