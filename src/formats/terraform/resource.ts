import type { Item, Span, State } from '../../model/index.ts';
import { knownNumber, type CloudProperties, type CloudText, type CloudValue } from '../common/cloud-value.ts';
import type { Readers } from './readers.ts';

/** A resource of Terraform, or of a program that speaks of the same things, with its values as far as they are known. */
export interface Resource {
  type: string;
  /** The id of the format. */
  format: string;
  /** Its name in Terraform. */
  label: string;
  /** `terraform:aws_cloudwatch_metric_alarm.cpu` */
  id: string;
  span: Span;
  /** Its type and name. */
  at: Span;
  /** By Terraform's names. */
  properties: CloudProperties;
  /** The folder of its module, or of its program. */
  folder: string;
  /** Who else reads the state of an alarm. */
  readers: () => Readers | undefined;
}

/** Makes items of the model from a resource; `all` are those of the same module. */
export type Translate = (resource: Resource, all: readonly Resource[]) => Iterable<Item>;

/** What people call it: the name that it gets, where that is written whole, or else its name in Terraform. */
export function nameOf({ properties, label }: Resource, ...keys: string[]): string {
  const written = keys.map((key) => properties.get(key)).find((value): value is CloudText => value?.is === 'text');
  return written === undefined || written.known === 'partly' || written.text.trim() === '' ? label : written.text;
}

/** `count = 0`: it is written down and not made. */
export function notMade({ properties }: Resource): State | undefined {
  const count: CloudValue | undefined = properties.get('count');
  return count?.is === 'text' && count.known === 'written' && knownNumber(count) === 0 ? { is: 'disabled', at: count.at, reason: 'count = 0' } : undefined;
}
