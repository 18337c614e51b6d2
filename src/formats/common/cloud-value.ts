import type { Recipient, Span } from '../../model/index.ts';

/**
 * A value of a cloud resource's property, with the names that AWS gives the properties. What a template fills in later stays
 * symbolic: unknown is not nothing.
 */
export type CloudValue =
  | CloudText
  | { is: 'list'; items: CloudValue[]; at: Span }
  | { is: 'map'; entries: CloudProperties; at: Span }
  | CloudUnknown;

export type CloudProperties = ReadonlyMap<string, CloudValue>;

/** A word, a number or a truth value. */
export interface CloudText {
  is: 'text';
  text: string;
  /** `written`: as it stands. `default`: a caller may put another in its place. `partly`: it has holes, written `${…}`. */
  known: 'written' | 'default' | 'partly';
  at: Span;
  /** The place of a part of the text; absent where it does not stand in the file as it is read. */
  part?: (start: number, end: number) => Span;
}

/** A value that another resource, a caller or the account has. */
export interface CloudUnknown {
  is: 'unknown';
  /** As people would name it: `PagerTopic`. */
  text: string;
  at: Span;
  /** The text is a name that says which one it is, as that of an export. */
  named?: true;
  /** All that it can be, where a condition or a table decides. */
  of?: CloudValue[];
  /** The resource that it is, or whose attribute: `AWS::SNS::Topic`. */
  resource?: { type: string; name: string; subscribers?: Subscribers };
}

/** Who listens to a topic: `unknown` where others may subscribe to it elsewhere. */
export type Subscribers = 'unknown' | Pick<Recipient, 'text' | 'at' | 'via'>[];

/** The text, where it is known whole. */
export function knownText(value: CloudValue | undefined): string | undefined {
  return value?.is === 'text' && value.known !== 'partly' ? value.text : undefined;
}

/** The text, with its holes; the name of what is not known. */
export function symbolicText(value: CloudValue | undefined): string | undefined {
  if (value?.is === 'text') return value.text;
  return value?.is === 'unknown' ? `\${${value.text}}` : undefined;
}

/** A text that a caller may put another in the place of. */
export function isDefault(value: CloudValue | undefined): boolean {
  return value?.is === 'text' && value.known === 'default';
}

export function knownNumber(value: CloudValue | undefined): number | undefined {
  const text = knownText(value)?.trim();
  return text !== undefined && /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
}

/** True or false where the file says so, and not where a caller may say otherwise. */
export function writtenBoolean(value: CloudValue | undefined): boolean | undefined {
  if (value?.is !== 'text' || value.known !== 'written') return undefined;
  return /^true$/i.test(value.text) ? true : /^false$/i.test(value.text) ? false : undefined;
}

/** The items of a list; a single value stands for a list of one. Undefined where it is not known what is in it. */
export function itemsOf(value: CloudValue | undefined): CloudValue[] | undefined {
  if (value === undefined) return [];
  if (value.is === 'list') return value.items;
  return value.is === 'unknown' ? undefined : [value];
}

export function entriesOf(value: CloudValue | undefined): CloudProperties | undefined {
  return value?.is === 'map' ? value.entries : undefined;
}
