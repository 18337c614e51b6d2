import type { Response } from '../../model/index.ts';
import type { Module } from './module.ts';

/** What reads the state of an alarm. */
export interface Readers {
  /** What acts by itself then; `unknown` for what it is not known to do, as an output. */
  does: NonNullable<Response['automatic']> | 'unknown';
  /** The composite alarms among them, by their names in Terraform. */
  composites: string[];
}

type Reader = Readers['does'];

/** What acts by itself when an alarm is red, by the type of the resource that reads the alarm's state. */
const READERS: Record<string, Reader> = {
  aws_route53_health_check: 'unroute',
  aws_route53_record: 'unroute',
  aws_codedeploy_deployment_group: 'rollback',
  aws_ecs_service: 'rollback',
};

const READ = /\b(aws_cloudwatch_(?:metric|composite)_alarm|aws_route53_health_check)\.([A-Za-z_][\w-]*)/g;

const known = new WeakMap<Module, Map<string, Readers>>();

/** Who else in the module reads the state of an alarm or a health check: a machine, or what is not known, such as an output. */
export function readersOf(type: string, label: string, module: Module): Readers | undefined {
  const readers = known.get(module) ?? findReaders(module);
  known.set(module, readers);
  return readers.get(`${type}.${label}`);
}

function findReaders(module: Module): Map<string, Readers> {
  const readers = new Map<string, Readers>();
  for (const { path, written } of module.blocks) {
    const [type = '', label = ''] = written.labels;
    const reader = written.type === 'resource' ? (READERS[type] ?? 'unknown') : 'unknown';
    const body = module.texts.get(path)?.slice(written.head.end, written.end) ?? '';
    for (const { 1: readType = '', 2: readLabel = '' } of body.matchAll(READ)) {
      const read = `${readType}.${readLabel}`;
      if (read === `${type}.${label}`) continue;
      const before = readers.get(read);
      const composites = [...(before?.composites ?? []), ...(type === 'aws_cloudwatch_composite_alarm' ? [label] : [])];
      readers.set(read, { does: before && reader === 'unknown' ? before.does : reader, composites });
    }
  }
  return readers;
}
