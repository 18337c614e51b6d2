import type { Evidence, Span } from './span.ts';
import type { Selector } from './observation.ts';

/** A metric that the project computes and stores: a recording rule. */
export interface Recording {
  kind: 'recording';
  id: string;
  metric: string;
  span: Span;
  at: Span;
  reads: Selector[];
}

/** A Kubernetes Service: who sends traffic to the pods that a probe guards. */
export interface Service {
  kind: 'service';
  name: string;
  namespace: string;
  selector: Record<string, string>;
  /** The pods' ports that it sends to, by number or name. */
  ports: string[];
  /** Where its name stands. */
  at: Span;
}

/** One leaf of a routing tree: alerts that match all of `matchers` go to `receiver`. */
export interface Route {
  kind: 'route';
  id: string;
  receiver: string;
  matchers: Evidence[];
  span: Span;
}

/** The people or channels behind a name; `recipients` is empty when nobody is there. */
export interface Receiver {
  kind: 'receiver';
  name: string;
  recipients: Evidence[];
  span: Span;
}
