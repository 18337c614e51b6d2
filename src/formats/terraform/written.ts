import type { Span } from '../../model/index.ts';
import type { Field } from '../common/annotations.ts';
import { entriesOf, isDefault, itemsOf, knownNumber, knownText, writtenBoolean, type CloudProperties, type CloudText, type CloudValue } from '../common/cloud-value.ts';
import type { Value, Written } from '../common/written.ts';
import { nameOf, type Resource } from './resource.ts';
import { representative } from './values.ts';

/** The inner block that may be written once. */
export function blockAt(properties: CloudProperties | undefined, name: string): CloudProperties | undefined {
  return blocksAt(properties, name)[0];
}

/** Inner blocks of a type; one that stands for an unknown number is one. */
export function blocksAt(properties: CloudProperties | undefined, name: string): CloudProperties[] {
  return (itemsOf(properties?.get(name)) ?? []).flatMap((item) => entriesOf(item) ?? []);
}

/** A text, with holes where they are filled in elsewhere; `computed` where nothing of it is known. */
export function valueAt(properties: CloudProperties | undefined, name: string): Value {
  const value = representative(properties?.get(name) ?? null);
  if (value === null) return undefined;
  return value.is === 'text' && value.text.replace(/\$\{[^}]*(?:\}|$)/g, '').trim() !== '' ? writtenOf(value) : value.is === 'text' && value.known !== 'partly' ? undefined : 'computed';
}

export function writtenOf({ text, at, part }: CloudText): Written {
  return { text, at, part: (start, end) => part?.(start, end) ?? at };
}

/** A text that is known whole. */
export function textAt(properties: CloudProperties | undefined, name: string): string | undefined {
  return knownText(properties?.get(name));
}

export function numberAt(properties: CloudProperties | undefined, name: string): number | undefined {
  return knownNumber(properties?.get(name));
}

export function booleanAt(properties: CloudProperties | undefined, name: string): boolean | undefined {
  return writtenBoolean(properties?.get(name));
}

/** Where a truth value is written that has this meaning. */
export function placeWhere(properties: CloudProperties | undefined, name: string, is: boolean): Span | undefined {
  return booleanAt(properties, name) === is ? properties?.get(name)?.at : undefined;
}

/** `60s`, as Google writes it. */
export function secondsAt(properties: CloudProperties | undefined, name: string): number | undefined {
  const found = /^([\d.]+)s$/.exec(textAt(properties, name) ?? '')?.[1];
  return found === undefined ? undefined : Number(found);
}

/** The texts of a list; what is not known of them is left out. */
export function textsAt(properties: CloudProperties | undefined, name: string): Written[] {
  return (itemsOf(properties?.get(name)) ?? []).flatMap((item) => (item.is === 'text' ? writtenOf(item) : []));
}

/** Whoever stands in a list, by the name of what is not known; `unknown` where it is not known whether anybody does. */
export function namesAt(properties: CloudProperties | undefined, name: string): Written[] | 'unknown' {
  return namesOf(properties?.get(name));
}

function namesOf(value: CloudValue | undefined): Written[] | 'unknown' {
  if (value?.is === 'unknown' && !value.of) {
    const name = value.resource?.name ?? (value.named ? value.text : undefined);
    return name === undefined ? 'unknown' : [{ text: name, at: value.at, part: () => value.at }];
  }
  if (value?.is === 'unknown') {
    const cases = (value.of ?? []).map(namesOf);
    return cases.find((found) => found !== 'unknown' && found.length > 0) ?? (value.of && cases.every((found) => found !== 'unknown') ? [] : 'unknown');
  }
  const items = itemsOf(value) ?? [];
  const known = items.flatMap((item): Written[] => {
    if (item.is === 'text') return item.text.trim() === '' || isDefault(item) ? [] : [writtenOf(item)];
    const found = item.is === 'unknown' ? namesOf(item) : [];
    return found === 'unknown' ? [] : found;
  });
  // Whatever the default of a variable says, a caller may put in others.
  return known.length === 0 && items.some((item) => item.is === 'unknown' || isDefault(item)) ? 'unknown' : known;
}

/** The entries of a map as fields. */
export function fieldsAt(properties: CloudProperties | undefined, name: string): Field[] {
  return [...(entriesOf(properties?.get(name)) ?? [])].flatMap(([key, value]) => (value.is === 'text' ? { key, value: value.text, at: value.at, part: writtenOf(value).part } : []));
}

/** The name of a resource for people, at the place of its head. */
export function headOf(resource: Resource, ...keys: string[]): Written {
  return { text: nameOf(resource, ...keys), at: resource.at, part: () => resource.at };
}

/** Leaves out what is undefined. */
export function given<Fields extends object>(fields: Fields): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> };
}
