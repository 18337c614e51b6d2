import exportersPage from './exporters.yaml';

/** A program that shows the metrics of something else. */
export interface Exporter {
  /** How the names of its metrics begin. */
  metrics: string;
  title: string;
  /** Words in the name, an address or a label of a job for it, in lower case. */
  names: string[];
  /** Where it listens unless it is told otherwise. */
  ports: number[];
}

const exporters = exportersPage as Exporter[];

/** The exporter whose metric it is, where none but an exporter has such metrics. */
export function exporterOf(metric: string): Exporter | undefined {
  return exporters.find(({ metrics }) => metric.startsWith(metrics));
}
