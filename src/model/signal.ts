import type { Evidence, Span } from './span.ts';
import type { Recipient } from './check.ts';
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

/**
 * One node of a routing tree. An alert enters at a root and goes to the first child that matches it, and to the next
 * ones too for as long as the children that matched go on; where no child matches, the node itself takes it.
 */
export interface Route {
  kind: 'route';
  id: string;
  /** The id of the format that read it; trees of different systems carry different alerts. */
  system: string;
  /** The configuration within which its names of receivers and intervals hold; absent where they hold for the whole system. */
  within?: string;
  /** The id of the node above; absent for a root. */
  parent?: string;
  /**
   * Of a root: what stands elsewhere may take its place (the values of a chart), or it hangs from a tree that stands elsewhere, to which
   * alerts go that do not enter here.
   */
  elsewhere?: 'replaced' | 'above';
  /** Of a root: its system does not load the configuration, so that nobody hears anything through it. The text is a clause that says why. */
  refused?: Evidence;
  /** Its own, or else the one that it inherits. */
  receiver: string;
  /** Its own only: those above it hold as well. */
  matchers: RouteMatcher[];
  /** Siblings behind it are asked too, though it matched: `continue: true`. */
  goesOn: boolean;
  /** Names of the intervals in which it is silent, and of those outside of which it is. */
  mutedIn: Evidence[];
  activeIn: Evidence[];
  span: Span;
  at: Span;
}

export interface RouteMatcher {
  label: string;
  operator: '=' | '!=' | '=~' | '!~';
  /** Null for a value that is filled in later. */
  value: string | null;
  at: Span;
}

/** The people or channels behind a name; `recipients` is empty when nobody is there. */
export interface Receiver {
  kind: 'receiver';
  id: string;
  /** The id of the format that read it. */
  system: string;
  /** The configuration within which its name holds; absent where it holds for the whole system. */
  within?: string;
  name: string;
  recipients: Recipient[];
  /** Alerts come to it by a key or an address of its own, from wherever that is known, and by no route. */
  open?: true;
  /** What shows that nobody is there, where that stands elsewhere. */
  because?: Evidence;
  span: Span;
  /** Where its name stands. */
  at: Span;
}

/** A named interval of time by which routes are muted. */
export interface Interval {
  kind: 'interval';
  system: string;
  /** The configuration within which its name holds; absent where it holds for the whole system. */
  within?: string;
  name: string;
  /** It holds at every moment, so whatever is muted in it is muted for ever. */
  always: boolean;
  /** It holds at no moment, so whatever is active in it only is muted for ever. */
  never?: true;
  span: Span;
  at: Span;
}

/** While an alert that matches `source` is red, those that match `target` and agree in the labels `equal` are kept quiet. */
export interface Inhibition {
  kind: 'inhibition';
  system: string;
  /** The configuration whose alerts it is about; absent where it is about those of the whole system. */
  within?: string;
  source: RouteMatcher[];
  target: RouteMatcher[];
  equal: string[];
  span: Span;
}

/** A server that evaluates rules and sends what fires to those who carry alerts on. */
export interface Server {
  kind: 'server';
  id: string;
  /** The files of rules that it loads, as written: paths from its own folder, with the patterns of a shell. */
  loads: Evidence[];
  /** Somebody is named to whom it sends alerts. */
  sends: boolean;
  /** All that it scrapes; `unknown` where others may add to it: what is found while it runs, pushed, or carried on from another server. */
  jobs: ScrapeJob[] | 'unknown';
  span: Span;
  /** Where it says to whom it sends, or else where it says what it loads. */
  at: Span;
}

/** What a server scrapes under one name. */
export interface ScrapeJob {
  name: string;
  /** Everything else that is written of it: addresses, labels, parameters; in lower case. */
  words: string;
  at: Span;
}

/** Something that people look at: a dashboard that shows metrics. */
export interface Dashboard {
  kind: 'dashboard';
  id: string;
  title: string;
  reads: Selector[];
  /** Queries that could not be read, or are filled in by a variable: what they may read stands in their text. */
  unread: string[];
  span: Span;
  at: Span;
}

/** A promise to users: a service level objective. It says who answers and what is lost, of everything that reads its metrics. */
export interface Objective {
  kind: 'objective';
  id: string;
  name: string;
  /** The service that it is about. */
  service?: string;
  owner?: Evidence;
  impact?: Evidence;
  reads: Selector[];
  span: Span;
  at: Span;
}

/** Who answers for files or for a component: a line of CODEOWNERS, an entity of a catalogue. */
export interface Ownership {
  kind: 'ownership';
  /** What they do: review changes of files, or run the component. */
  by: 'review' | 'operation';
  /** The files that it is about, as a `.gitignore`-like pattern; the last that matches counts. */
  files?: string;
  /** The folder that the pattern starts from; absent or empty for the root of the project. */
  root?: string;
  /** The section that the line stands in, in lower case: the last that matches counts in each. */
  section?: string;
  /** The component that it is about, by name. */
  component?: string;
  owners: Evidence[];
  span: Span;
}
