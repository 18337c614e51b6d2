import type { Verdict } from './fault.ts';
import type { Edit } from './fix.ts';
import type { Observation } from './observation.ts';
import type { Evidence, Span } from './span.ts';

export type CheckKind = 'alert' | 'probe' | 'synthetic' | 'round' | 'endpoint';

/** One promise that a fault will be seen, heard and answered. */
export interface Check {
  kind: CheckKind;
  /** Stable and human: `prometheus:node/NodeDown`, `kubernetes:Deployment/shop/api/app/livenessProbe`, `compose:api`, `round:aircon#2`; unique within a project, see src/identify.ts. */
  id: string;
  name: string;
  /** The name by which other checks refer to it, where its definition has one beside `name`: an alarm's `AlarmName`. */
  alias?: string;
  /** The id of the format that read it. */
  format: string;
  /** The whole definition. */
  span: Span;
  /** Where its name stands: a finding about the check as a whole points here. */
  at: Span;
  target: Target;
  observes: Observation;
  silence: Silence;
  /** The setting by which a question that fails counts as health. */
  ignoresErrors?: Evidence;
  timing: Timing;
  state: State;
  response: Response;
  audience: Audience;
  /** What it finds is a metric as well, so that alerts elsewhere can read it: how the names begin, and the labels of its series. */
  published?: { metrics: string; labels: Record<string, string> };
  /** The labels by which an alert is routed, as far as they are written; null for a value that is filled in later. Series add more. */
  labels?: Record<string, string | null>;
  /** The labels that what is red can have by the query; absent where any can be there, or where it is not known. Templates are filled in from these. */
  given?: Labels;
}

/** A set of label names: these only, or any but these. */
export interface Labels {
  is: 'only' | 'all-but';
  names: string[];
}

/** It can be there: it is one of these, or none of those that are excluded. */
export function hasLabel({ is, names }: Labels, label: string): boolean {
  return names.includes(label) === (is === 'only');
}

/** What a check is about. */
export interface Target {
  /** For people: `container app of Deployment shop/api`, `service db`, `job node`. */
  name: string;
  /**
   * Identities under which other checks can mean the same thing (`container:shop/Deployment/api/app`); two checks that
   * share one have the same target. An alert's targets follow from the metrics it reads and need none.
   */
  keys: string[];
  /** The place of the target in its system, by which others select it: pod labels and namespace. */
  labels?: Record<string, string>;
  namespace?: string;
  ports?: Port[];
  /** Its ports are all that it has: nothing that stands elsewhere adds to them. */
  whole?: true;
  /** The image that its container is made from, as written. */
  image?: string;
  /** The port on which it answers for its health, where an argument of its own says so. */
  healthPort?: { number: number; by: Evidence };
  /** The lights that it shows to whoever stands before it, as a round lists them. */
  shows?: string[];
}

export interface Port {
  name?: string;
  number?: number;
}

/** How the check treats missing data by a setting of its own; `by-query` leaves it to what it observes. */
export interface Silence {
  is: Verdict | 'by-query';
  because: string;
}

/** When it looks and when it speaks, in seconds; absent where neither the file nor the format's documentation says. */
export interface Timing {
  /** Seconds between two looks. */
  every?: number;
  /** Seconds that one look may take. */
  timeout?: number;
  /** Bad looks in a row before it speaks. */
  failures?: number;
  /** Seconds for which the condition must hold. */
  holds?: number;
  /** Seconds for which it goes on speaking after the condition has ended. */
  lingers?: number;
  /** The setting that makes it slow, where one is written. */
  at?: Span;
}

export type State =
  | { is: 'enabled' }
  /** It is written down and never runs, and whoever wrote it may not know: `trust/check-never-runs` reads this. `mend` makes it run, where that is known. */
  | { is: 'inert'; because: string; at: Span; mend?: Edit }
  /** Switched off on purpose. */
  | { is: 'disabled' | 'muted'; at: Span; reason?: string; until?: string };

/** What happens when it is red. */
export interface Response {
  /** Something acts without a person. */
  automatic?: 'restart' | 'unroute' | 'hold' | 'mark' | 'scale' | 'rollback' | 'run';
  severity?: Evidence;
  texts: Text[];
  /** Links to a page that says what to do. */
  runbooks: Link[];
  /** Other links: dashboards, panels, logs. */
  links: Link[];
  /** A text is filled in elsewhere, so nothing follows from what is not written here. */
  unread?: true;
  /** Its format has no field for words, so nobody can write any beside it. */
  wordless?: true;
  /** What is filled into its texts, links and labels when they are sent. */
  fills?: Fill[];
}

/** A hole in a text that is filled when it is sent: `{{ $labels.instance }}`, `{{ $value }}`, or another query's result. */
export interface Fill {
  is: 'label' | 'value' | 'query';
  /** The label that is put in; absent where all are, or where it is computed. */
  label?: string;
  /** The field as written. */
  key: string;
  /** Only under a condition, or in place of something else. */
  guarded: boolean;
  at: Span;
}

/** A text for people; `role` says what the field is for, `key` is the field as written. */
export interface Text {
  role: 'title' | 'summary' | 'description' | 'impact' | 'action' | 'other';
  key: string;
  value: string;
  at: Span;
}

export interface Link {
  key: string;
  url: string;
  at: Span;
}

/** Who is behind it. */
export interface Audience {
  owner?: Evidence;
  /** The people or channels who are told; `unknown` where routing is decided elsewhere, empty where nobody is. */
  recipients: Recipient[] | 'unknown';
  /** How others may come to be told of whom its file cannot speak, where its own list is empty: a clause that can follow "unless". */
  elsewhere?: string;
  /** The system of the routing trees that carry it, where that is not its own format. */
  system?: string;
  /** The name of the receiver that the check itself sends to, past any routing tree: `notification_settings.receiver` of Grafana. */
  receiver?: Evidence;
  customer?: Evidence;
  impact?: Evidence;
}

/** Somebody who is told. */
export interface Recipient extends Evidence {
  /** Of what it hears, where that is not the alarm itself: only that all is well again, or only that data is missing. */
  hears?: 'all-clear' | 'silence';
  /** Whether it wakes somebody: a pager does, a chat or a mailbox does not; absent where that cannot be told. */
  wakes?: boolean;
  /** What stands where its key or its address is to be filled in: `<your-key>`, `https://hooks.slack.com/services/YOUR/SLACK/WEBHOOK`. */
  unfilled?: string;
  /** The receiver that it leads on to, where that is declared too: a service of PagerDuty behind a topic. */
  via?: { system: string; within?: string; name: string };
}
