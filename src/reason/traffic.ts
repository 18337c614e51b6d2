import type { Check, Related, Service } from '../model/index.ts';

interface Project {
  readonly services: readonly Service[];
}

/**
 * Who goes on sending traffic while a readiness probe misses a fault: the Services of the same namespace whose selector the
 * pod's labels meet. Nothing for other probes, whose verdict no Service waits for.
 */
export function trafficBehind({ response, target }: Check, { services }: Project): Related[] {
  const { labels, namespace = '' } = target;
  if (response.automatic !== 'unroute' || !labels) return [];
  return services
    .filter((service) => service.namespace === namespace && selects(service.selector, labels))
    .map(({ name, at }) => ({ at, message: `Service \`${name}\` goes on sending traffic to it` }));
}

/** A Service without a selector has its endpoints from elsewhere. */
function selects(selector: Record<string, string>, labels: Record<string, string>): boolean {
  const wanted = Object.entries(selector);
  return wanted.length > 0 && wanted.every(([label, value]) => labels[label] === value);
}
