import page from './cdk-metrics.yaml';

/** A metric that a construct of the AWS CDK offers. */
export interface CdkMetric {
  /** By namespace and name: `AWS/Lambda:Errors`. */
  metric: string;
  statistic: string;
}

interface Page {
  module: string;
  class?: string;
  metrics: Record<string, string>;
}

const pages = page as Page[];

/**
 * The metric behind a method such as `metricErrors`: of a class of a package where that is known (`aws-lambda`, `Function`), and otherwise where
 * only one metric goes by that name.
 */
export function cdkMetric(method: string, module?: string, className?: string): CdkMetric | undefined {
  const found = new Map<string, CdkMetric>();
  for (const { module: own, class: beginning, metrics } of pages) {
    if (module !== undefined && module !== own) continue;
    if (className !== undefined && beginning !== undefined && !className.startsWith(beginning)) continue;
    const text = Object.hasOwn(metrics, method) ? metrics[method] : undefined;
    const [metric, statistic] = text?.split(' ') ?? [];
    if (metric !== undefined && statistic !== undefined) found.set(metric, { metric, statistic });
  }
  return found.size === 1 ? [...found.values()][0] : undefined;
}
