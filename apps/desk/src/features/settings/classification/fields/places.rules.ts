import type { FieldDemand, FieldForm, FormPlace } from '@ventanilla/web';

/** Where a field appears. `placeKey`: of the type or subject, id of the department; empty for `always`. */
export interface FieldPlace {
  place: FormPlace;
  placeKey: string;
  /** When it is required there; null: as the field says. */
  required: FieldDemand | null;
}

type PlaceRef = Pick<FieldPlace, 'place' | 'placeKey'>;

const isSamePlace = (one: PlaceRef, other: PlaceRef) =>
  one.place === other.place && one.placeKey === other.placeKey;

/** Every place in which a field appears, as the forms have it. */
export function placesOf(fieldKey: string, forms: readonly FieldForm[]): FieldPlace[] {
  return forms.flatMap(({ place, placeKey, fields }) =>
    fields
      .filter((field) => field.fieldKey === fieldKey)
      .map(({ required }) => ({ place, placeKey, required })),
  );
}

/** The forms that change when a field appears in these places and no other; where it is new it comes last. */
export function formsToSave(
  { fieldKey, places }: { fieldKey: string; places: readonly FieldPlace[] },
  forms: readonly FieldForm[],
): FieldForm[] {
  const before = placesOf(fieldKey, forms);
  const left = before.filter((one) => !places.some((other) => isSamePlace(one, other)));
  const changed = places.filter(
    (one) => !before.some((other) => isSamePlace(one, other) && one.required === other.required),
  );
  const formOf = ({ place, placeKey }: PlaceRef): FieldForm =>
    forms.find((form) => isSamePlace(form, { place, placeKey })) ?? {
      place,
      placeKey,
      fields: [],
      version: 0,
    };
  return [
    ...left.map((ref) => {
      const form = formOf(ref);
      return { ...form, fields: form.fields.filter((field) => field.fieldKey !== fieldKey) };
    }),
    ...changed.map(({ required, ...ref }) => {
      const form = formOf(ref);
      const { fields } = form;
      const isThere = fields.some((field) => field.fieldKey === fieldKey);
      return {
        ...form,
        fields: isThere
          ? fields.map((field) => (field.fieldKey === fieldKey ? { fieldKey, required } : field))
          : [...fields, { fieldKey, required }],
      };
    }),
  ];
}
