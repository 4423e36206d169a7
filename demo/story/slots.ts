import type { Random } from './random.ts';
import { dayMs, localParts } from './school-hours.ts';

const months =
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ');
const weekdays = 'domingo lunes martes miércoles jueves viernes sábado'.split(' ');
const students = [
  'Emiliano Robledo',
  'Valeria Montaño',
  'Santiago Ugalde',
  'Regina Colín',
  'Matías Quezada',
  'Renata Ocaña',
  'Leonardo Báez',
  'Camila Iñiguez',
  'Diego Armenta',
  'Ana Paula Sifuentes',
  'Iker Valdovinos',
  'María José Peralta',
];
const subjects = [
  'Matemáticas',
  'Español',
  'Ciencias',
  'Historia',
  'Inglés',
  'Geografía',
  'Formación Cívica',
  'Artes',
];

/** Values for the words in braces of one conversation that begins at `at`. */
export function makeSlots(at: Date, random: Random): Record<string, string> {
  const { year, month } = localParts(at);
  const firstYear = month >= 7 ? year : year - 1;
  let ahead = random.between(2, 5);
  while (!isSchoolDay(at, ahead)) ahead += 1;
  const day = localParts(new Date(at.getTime() + ahead * dayMs));
  return {
    grupo: `${random.between(1, 6)}.º ${random.pick(['A', 'B', 'C'])}`,
    alumno: random.pick(students),
    materia: random.pick(subjects),
    ciclo: `${firstYear}-${firstYear + 1}`,
    mes: months[random.chance(0.6) ? month : (month + 11) % 12]!,
    monto: `$${random.between(1, 8)},${random.pick(['150', '400', '850', '975'])}`,
    folio: `R-${random.between(10_000, 99_999)}`,
    n: String(random.between(3, 18)),
    dia: `${weekdays[day.weekday]} ${day.day}`,
  };
}

function isSchoolDay(at: Date, ahead: number): boolean {
  const { weekday } = localParts(new Date(at.getTime() + ahead * dayMs));
  return weekday >= 1 && weekday <= 5;
}

/** Puts the values in; a word that nobody knows is a mistake in a scenario. */
export function fill(text: string, slots: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (_, word: string) => {
    const value = slots[word];
    if (value === undefined) throw new Error(`no value for {${word}}`);
    return value;
  });
}
