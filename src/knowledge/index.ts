import type { SiteLight, SiteWords } from '../config/settings.ts';
import { cloudMetric, type CloudMetric } from './cloud-metrics.ts';
import { commandFact, type CommandFact } from './commands.ts';
import { endpointAt, knownPort, type Endpoint, type KnownPort } from './endpoints.ts';
import { exporterOf, type Exporter } from './exporters.ts';
import { lackOf, type Lack } from './images.ts';
import { createLights, type Lights } from './lights.ts';
import { createWords, words, type Words } from './words.ts';

export type { CloudMetric } from './cloud-metrics.ts';
export type { Endpoint } from './endpoints.ts';
export type { Exporter } from './exporters.ts';
export type { Light, Lights } from './lights.ts';

/** What vigilint knows about the world outside the files, read from the YAML pages beside this module. */
export interface Knowledge extends Lights {
  endpoint(path: string, query?: string): Endpoint | undefined;
  /** `answerIsRead`: the check compares what the program prints. */
  command(program: string, args: readonly (string | null)[], answerIsRead: boolean): CommandFact | undefined;
  /** That an image of containers does not have a program. */
  lack(image: string, program: string): Lack | undefined;
  /** By number, or by the name that a Kubernetes container gives it. */
  port(port: string): KnownPort | undefined;
  /** What is known of a metric of AWS: `AWS/EC2:StatusCheckFailed`. */
  cloudMetric(metric: string): CloudMetric | undefined;
  /** The exporter that a metric of Prometheus comes from, where none but an exporter has such metrics. */
  exporter(metric: string): Exporter | undefined;
  words: Words;
}

/**
 * The knowledge that ships, with the lamps that a site declares for its own targets, its own words, and what the project's own code
 * answers on its paths.
 */
export function createKnowledge(lights: readonly SiteLight[] = [], own: SiteWords = {}, answered: ReadonlyMap<string, Endpoint> = new Map()): Knowledge {
  return {
    ...createLights(lights),
    endpoint: (path, query) => answered.get(path) ?? endpointAt(path, query),
    command: commandFact,
    lack: lackOf,
    port: knownPort,
    words: Object.keys(own).length === 0 ? words : createWords(own),
    cloudMetric,
    exporter: exporterOf,
  };
}
