import { type Blueprint, blueprint, blueprintKinds } from '@ventanilla/contracts/blueprint-format';
import type { ShippedBlueprint } from '@ventanilla/contracts/blueprints';
import neutral from '../../../../../blueprints/neutral.json' with { type: 'json' };
import postcenter from '../../../../../blueprints/postcenter.json' with { type: 'json' };
import weknow from '../../../../../blueprints/weknow.json' with { type: 'json' };

let read: Blueprint[] | undefined;

/** The ways of working that come with the product, in the order in which they are offered. */
export function shippedBlueprints(): readonly Blueprint[] {
  read ??= [neutral, weknow, postcenter].map((document) => blueprint.parse(document));
  return read;
}

/** One of them as it is offered: what is in use under it. */
export function describeBlueprint(one: Blueprint): ShippedBlueprint {
  const contents = blueprintKinds.flatMap((kind) => {
    const items: readonly object[] = kind === 'forms' ? [] : one[kind];
    const used = items.filter((item) => !('active' in item) || item.active === true);
    return used.length === 0 ? [] : [{ kind, items: used.map((item) => describeItem(kind, item)) }];
  });
  const settings = blueprintKinds.reduce((sum, kind) => sum + one[kind].length, 0);
  const { key, name, nameEn, description, descriptionEn } = one;
  return { key, name, nameEn, description, descriptionEn, settings, contents };
}

type ShownItem = ShippedBlueprint['contents'][number]['items'][number];

function describeItem(kind: string, item: object): ShownItem {
  const { key, name, nameEn, colour, target } = item as Partial<ShownItem>;
  return {
    key: key ?? name ?? '',
    name: name ?? '',
    nameEn: nameEn ?? null,
    colour: colour ?? null,
    flag: kind === 'flags' ? (key as ShownItem['flag']) : null,
    ...(target ? { target } : {}),
  };
}
