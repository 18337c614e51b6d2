import page from './cloud-metrics.yaml';

/** A metric that a cloud service publishes of what it runs. */
export interface CloudMetric {
  /** `always`: none when the thing is gone. `events`: only while something happens. `outside`: another thing reports it. */
  points: 'always' | 'events' | 'outside';
  says: 'lamp' | 'unhealthy' | 'healthy' | 'reach' | 'running' | 'errors' | 'work' | 'success' | 'latency' | 'age' | 'backlog' | 'load' | 'other';
  /** The values that one sample can have; an end that is absent is open. */
  least?: number;
  most?: number;
  /** The most that the statistic Average can be, where it is a rate. */
  average?: number;
  /** Every sample is this, so that only their sum counts. */
  each?: number;
  /** Where it is documented. */
  source: string;
}

interface Page {
  namespace: string;
  source: string;
  points: CloudMetric['points'];
  metrics: Record<string, Omit<CloudMetric, 'points' | 'source'> & { points?: CloudMetric['points']; percent?: true }>;
}

const metrics = new Map<string, CloudMetric>(
  (page as Page[]).flatMap(({ namespace, source, points, metrics: known }) =>
    Object.entries(known).map(([name, { percent, ...metric }]): [string, CloudMetric] => [`${namespace}:${name}`, { points, source, ...(percent && { least: 0, most: 100 }), ...metric }]),
  ),
);

/** By namespace and name: `AWS/EC2:StatusCheckFailed`; undefined for one that is not known, as metrics of one's own are. */
export function cloudMetric(metric: string): CloudMetric | undefined {
  return metrics.get(metric);
}
