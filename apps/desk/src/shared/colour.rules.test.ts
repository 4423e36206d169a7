import { describe, expect, it } from 'vitest';
import { judgeColour } from './colour.rules.ts';

describe('the verdict on a brand colour', () => {
  it.each([
    ['#5046b8', 'ok'],
    ['#000000', 'ok'],
    // The last grey that carries white text, and the first that does not.
    ['#767676', 'ok'],
    ['#777777', 'under_text'],
    ['#ffd54a', 'on_paper'],
    ['#ffffff', 'on_paper'],
    ['#50', 'invalid'],
    ['indigo', 'invalid'],
  ])('%s is %s', (colour, state) => {
    expect(judgeColour(colour).state).toBe(state);
  });

  it('says the contrast cut, never rounded up to what is asked', () => {
    expect(judgeColour('#777777')).toEqual({ state: 'under_text', ratio: 4.47, min: 4.5 });
  });
});
