import { momentUnits, type NamedPeriod, readDays, readMoment } from '@ventanilla/contracts/filter-moments';
import { filterWords as en } from '@ventanilla/phrases/en/filter-words';
import { filterWords as es, type FilterWords } from '@ventanilla/phrases/es/filter-words';
import { slugOf } from './slug.ts';

const languages = [es, en] as const;
type Days = keyof FilterWords['days'];

/** `hoy-18:00`, `hace-3d`, `2026-11-22` as a moment of a filter; null: it is none. */
export function readMomentWord(written: string): string | null {
  const word = written.trim().toLowerCase();
  const [, name = '', time] = /^(.+?)(?:-(\d{1,2}:\d{2}))?$/.exec(word) ?? [];
  const hour = time ? `-${time.padStart(5, '0')}` : '';
  const day = dayOfWord(name);
  if (day) return valid(`${day}${hour}`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(name)) return valid(`${name}${hour}`);
  const [, sense = '', count = '', unit = ''] = /^(\p{L}+)-?(\d{1,4})-?(\p{L}+)$/u.exec(word) ?? [];
  const ahead = senseOf(sense);
  const key = unitOf(unit);
  return ahead === null || !key ? null : valid(`${ahead ? '+' : '-'}${Number(count)}${key}`);
}

/** `esta-semana`, `2026-11-01..2026-11-30` as a period of a filter; null: it is none. */
export function readPeriodWord(written: string): string | null {
  const slug = slugOf(written);
  for (const { periods, days } of languages) {
    for (const [key, word] of Object.entries(periods)) if (slugOf(word) === slug) return key;
    for (const key of ['today', 'yesterday', 'tomorrow'] as const) if (slugOf(days[key]) === slug) return key;
  }
  return readDays(written.trim()) ? written.trim() : null;
}

export function writeMoment(moment: string, words: FilterWords): string {
  const parts = readMoment(moment);
  if (!parts) return moment;
  if (parts.kind === 'now') return words.days.now;
  if (parts.kind === 'distance')
    return `${parts.ahead ? words.ahead : words.ago}-${parts.count}${words.units[parts.unit]}`;
  const day = parts.day in words.days ? words.days[parts.day as Days] : parts.day;
  return parts.time === null ? day : `${day}-${parts.time}`;
}

export function writePeriod(period: string, words: FilterWords): string {
  if (period in words.periods) return words.periods[period as keyof FilterWords['periods'] & NamedPeriod];
  return period in words.days ? words.days[period as Days] : period;
}

function dayOfWord(word: string): Days | null {
  for (const { days } of languages)
    for (const key of Object.keys(days) as Days[]) if (slugOf(days[key]) === slugOf(word)) return key;
  return null;
}

function senseOf(word: string): boolean | null {
  if (languages.some(({ ago }) => slugOf(ago) === slugOf(word))) return false;
  return languages.some(({ ahead }) => slugOf(ahead) === slugOf(word)) ? true : null;
}

function unitOf(word: string) {
  for (const { units } of languages)
    for (const unit of momentUnits) if (slugOf(units[unit]) === slugOf(word)) return unit;
  return momentUnits.find((unit) => unit === word) ?? null;
}

const valid = (moment: string) => (readMoment(moment) ? moment : null);
