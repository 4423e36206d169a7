import { describe, expect, it } from 'vitest';
import { instantOf, wallTimeOf } from '../../../shared/time/wall-time.ts';
import { laterChoices } from './send-times.rules.ts';

const mexico = 'America/Mexico_City';
const madrid = 'Europe/Madrid';
const choices = (now: string, zone = mexico) =>
  laterChoices(new Date(now), zone).map(({ key, at }) => [key, at.toISOString()]);

describe('the hours offered', () => {
  it('are tomorrow and Monday at eight of the organisation, wherever the agent sits', () => {
    expect(choices('2026-11-19T18:00:00Z')).toEqual([
      ['tomorrow', '2026-11-20T14:00:00.000Z'],
      ['monday', '2026-11-23T14:00:00.000Z'],
    ]);
  });
  it('are only tomorrow on a Sunday, and the next Monday on a Monday', () => {
    expect(choices('2026-11-22T18:00:00Z').map(([key]) => key)).toEqual(['tomorrow']);
    expect(choices('2026-11-23T18:00:00Z').at(-1)).toEqual(['monday', '2026-11-30T14:00:00.000Z']);
  });
  it('count the day of the organisation: late at night UTC is already another', () => {
    expect(choices('2026-11-20T04:00:00Z')[0]).toEqual(['tomorrow', '2026-11-20T14:00:00.000Z']);
  });
  it('begin with this morning while it is still night', () => {
    expect(choices('2026-11-20T09:00:00Z')[0]).toEqual(['today', '2026-11-20T14:00:00.000Z']);
  });
});

describe('an hour on the wall', () => {
  it('is the same hour before and after a change of clocks', () => {
    expect(instantOf({ date: '2026-03-28', time: '08:00' }, madrid)?.toISOString()).toBe(
      '2026-03-28T07:00:00.000Z',
    );
    expect(instantOf({ date: '2026-03-29', time: '08:00' }, madrid)?.toISOString()).toBe(
      '2026-03-29T06:00:00.000Z',
    );
  });
  it('that is left out is a real one near it; that comes back is shown as written', () => {
    const left = instantOf({ date: '2026-03-29', time: '02:30' }, madrid)!;
    expect(['01:30', '03:30']).toContain(wallTimeOf(left, madrid).time);
    const twice = instantOf({ date: '2026-10-25', time: '02:30' }, madrid)!;
    expect(wallTimeOf(twice, madrid)).toEqual({ date: '2026-10-25', time: '02:30' });
  });
  it('that is none is null', () => {
    expect(instantOf({ date: '', time: '08:00' }, madrid)).toBeNull();
    expect(instantOf({ date: '2026-02-10', time: '' }, madrid)).toBeNull();
  });
});
