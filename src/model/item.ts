import type { Check } from './check.ts';
import type { Runbook } from './runbook.ts';
import type { Dashboard, Inhibition, Interval, Objective, Ownership, Receiver, Recording, Route, Server, Service } from './signal.ts';

/** A part of a file that could not be read, and why; the rest of the file goes on. */
export interface Skip {
  kind: 'skip';
  path: string;
  reason: string;
}

/** Everything that a format may find in a document. */
export type Item = Check | Runbook | Recording | Service | Server | Route | Receiver | Interval | Inhibition | Dashboard | Objective | Ownership | Skip;
