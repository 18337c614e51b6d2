import type { Bounds, Comparison } from './comparison.ts';
import type { Verdict } from './fault.ts';
import type { Evidence, Span } from './span.ts';

/**
 * What a check looks at, and how: a tree whose leaves are single observations (told apart by `via`) and whose
 * branches say how their outcomes make one. `red` means "the check says that something is wrong".
 */
export type Observation = Leaf | Combination;

export type Leaf =
  | HttpObservation
  | GrpcObservation
  | TcpObservation
  | DnsObservation
  | CertificateObservation
  | PingObservation
  | ProcessObservation
  | FileObservation
  | CommandObservation
  | MetricObservation
  | ScriptObservation
  | HandlerObservation
  | PersonObservation
  | ReferenceObservation
  | ConstantObservation;

export type Combination =
  /** Red when one of them is red: `a && b` in a shell, `a or b` in PromQL. */
  | { via: 'any-red'; of: Observation[]; at: Span }
  /** Red only when all of them are red: `a || b` in a shell, `a and b` in PromQL. */
  | ({ via: 'all-red'; of: Observation[]; at: Span } & Prospects)
  /** The last one decides, whatever the others say: `a; b`, or a pipe without `pipefail`. */
  | { via: 'last'; of: Observation[]; at: Span }
  /** Red when the inner one is green: `! a`, or the right side of PromQL `unless`. */
  | { via: 'inverted'; of: Observation; at: Span };

/** What a query itself sets against ever firing, whatever the data. `sure` is false where it takes an unusual label, or several series, to make it wrong. */
export interface Prospects {
  /** It can have no result, and a clause that says why. */
  empty?: { because: string; at: Span; sure: boolean };
  /** The seconds that it can be red at a stretch: less than these. */
  lasts?: { seconds: number; sure: boolean };
}

/** Every single look of an observation, in reading order, those too whose outcome counts for nothing. */
export function looksOf(observation: Observation, found: Leaf[] = []): Leaf[] {
  switch (observation.via) {
    case 'any-red':
    case 'all-red':
    case 'last':
      for (const part of observation.of) looksOf(part, found);
      break;
    case 'inverted':
      looksOf(observation.of, found);
      break;
    default:
      found.push(observation);
  }
  return found;
}

/** Every series selector that an observation reads. */
export function selectorsOf(observation: Observation): Selector[] {
  const found: Selector[] = [];
  for (const look of looksOf(observation)) if (look.via === 'metric') found.push(...look.reads);
  return found;
}

export interface HttpObservation {
  via: 'http';
  at: Span;
  /** Who asks: `kubelet`, `curl`, `wget`, `docker`… */
  client: string;
  url: Url;
  /** `judged`: a bad status makes the check red. `ignored`: any status will do. */
  status: 'judged' | 'ignored';
  /**
   * What is done with the body: nothing, or what it is compared with, as written. `absent`: red when the body has it.
   * `by`: the program that compares, where programs differ: `jq`.
   */
  body: { is: 'ignored' } | { is: 'read'; expects: string; absent?: true; by?: string; at: Span };
  /** What stands between the program's name and its first argument, where the status is ignored: the place for an option that changes that. */
  gap?: Span;
  /** `optional`: no answer at all passes too, as where only upper bounds are compared and nothing counts as 0. */
  answer?: 'optional';
  /** Names of the headers that are sent, where they are written. */
  headers?: string[];
  /** Seconds after which the client gives up by itself; absent where only the check's own timeout ends it. */
  limit?: number;
  /** What a synthetic check asks of the answer, as written; absent for clients that have no assertions. */
  asserts?: Assertion[];
}

/** One thing that a synthetic check asks of what comes back. */
export interface Assertion {
  /** What it reads: the words of a page or a body, a status code, the address that one has arrived at, how long it took, or something that cannot be told. */
  of: 'content' | 'status' | 'place' | 'time' | 'unknown';
  /** As written. */
  text: string;
  at: Span;
  /** Nobody wrote it as an assertion: to act on a page one has to find what to act on. */
  implicit?: true;
  /** Why it can never make the check red, where it cannot. */
  flaw?: Flaw;
}

export interface Flaw {
  /** `constant`: it compares what never changes. `any`: every answer meets it. `unawaited`: the check ends before it is known. `swallowed`: its failure is caught. `uncounted`: failures are counted and no limit is set. */
  is: 'constant' | 'any' | 'unawaited' | 'swallowed' | 'uncounted';
  /** A clause that can follow "because". */
  because: string;
  at?: Span;
}

/** A program that walks through the target as a user would: a browser's journey, a scripted series of requests. */
export interface ScriptObservation {
  via: 'script';
  at: Span;
  /** Who runs it: `playwright`, `k6`… */
  runner: string;
  /** Addresses that it opens or asks, in order, as far as they are written. */
  visits: string[];
  asserts: Assertion[];
  /** A request that gets no answer at all ends it: a browser's `goto` does, an answer that is only kept does not. */
  throws: boolean;
  /** Parts of it are not read here, so it may ask more than `asserts` says. */
  open: boolean;
}

/** Parts of an address as far as they are written; a part that is computed elsewhere is absent. */
export interface Url {
  scheme?: string;
  host?: string;
  /** A number, or the name of a port that the target declares. */
  port?: string;
  path?: string;
  query?: string;
}

/** The gRPC health protocol; `service` absent or empty asks for the server as a whole. */
export interface GrpcObservation {
  via: 'grpc';
  at: Span;
  port?: string;
  service?: string;
}

export interface TcpObservation {
  via: 'tcp';
  at: Span;
  host?: string;
  port?: string;
  /** What the other side must say, as written; absent where the connection alone is enough. */
  expects?: string;
  /** `optional`: a refused connection passes too. */
  answer?: 'optional';
}

/** Asks a name server. */
export interface DnsObservation {
  via: 'dns';
  at: Span;
  /** What the answer is compared with, as written; absent where any answer without an error will do. */
  expects?: string;
}

/** Looks how long a certificate, or the registration of a domain, will still be valid. */
export interface CertificateObservation {
  via: 'certificate';
  at: Span;
  host?: string;
}

export interface PingObservation {
  via: 'ping';
  at: Span;
  host?: string;
  /** `optional`: no answer passes too. */
  answer?: 'optional';
}

/** Looks whether a process is listed. */
export interface ProcessObservation {
  via: 'process';
  at: Span;
  name?: string;
}

export interface FileObservation {
  via: 'file';
  at: Span;
  path?: string;
  /** `exists`: it is there. `fresh`: it is younger than an age. `content`: what it says is compared. */
  looks: 'exists' | 'fresh' | 'content';
}

/** A program that judges by itself and says so by its exit status; the knowledge base says what that proves. */
export interface CommandObservation {
  via: 'command';
  at: Span;
  program: string;
  /** Literal arguments; one that is computed by the shell is null. */
  arguments: (string | null)[];
  /** The check reads the program's output and compares it with this, as written. */
  expects?: string;
}

/** One series selector of a query. */
export interface Selector {
  /** Absent when the name is a pattern or computed. */
  metric?: string;
  matchers: Matcher[];
  at: Span;
}

export interface Matcher {
  label: string;
  operator: '=' | '!=' | '=~' | '!~';
  value: string;
}

/** A query whose result makes the alert fire, without its logical operators: those are combinations. */
export interface MetricObservation extends Prospects {
  via: 'metric';
  at: Span;
  /**
   * The language that the query is written in, or the service whose metric it is; `other` is one that is not read at all: SQL,
   * a search. CloudWatch names a metric within a namespace: `AWS/EC2:StatusCheckFailed`; its dimensions are matchers, its
   * statistic is the last of the functions.
   */
  language: 'promql' | 'logql' | 'cloudwatch' | 'datadog' | 'google' | 'azure' | 'other';
  /** The part of the query that this leaf stands for, as written. */
  expression: string;
  /** Every selector in it, left to right. */
  reads: Selector[];
  /** Names of functions, aggregations and `bool` comparisons around the first selector, outermost first: `['sum', 'rate']`, `['> bool']`. */
  functions: string[];
  /** The comparison that filters the result, put so that the metric is on the left. */
  comparison?: Comparison;
  /** The comparison below the functions that picks the series: `up == 0` of `count(up == 0) > 2`. */
  filter?: Comparison;
  /** The values that the compared side can have at all, as far as the query alone tells: a `rate` is never below 0. */
  bounds?: Bounds;
  /** `time() - metric`: the age of something, in seconds. */
  age: boolean;
  /** It divides one selection by another. */
  ratio: boolean;
  /** It subtracts one selection from another, so that it has no value where one of them has no sample. */
  difference?: true;
  /** Red exactly when the selected series are not there: `absent(…)`, `absent_over_time(…)`, `x offset 1h unless x`. */
  absence: boolean;
  /** What the compared side is when none of its series is there: `or vector(0)`, `or on() vector(1)`. */
  fallback?: number;
  /** What the alarm itself says when samples are missing, where it has a setting for that. */
  missing?: { is: Verdict; because: string };
  /** False when the grammar could not read it (MetricsQL, a macro): nothing can be told from it. */
  understood: boolean;
}

/** The other side of a look: the code that answers when somebody asks a service how it is. */
export interface HandlerObservation {
  via: 'handler';
  at: Span;
  /** The path that it answers on, as far as it is written. */
  path: string;
  /** What its name offers: whether the process should be restarted, or whether the service can do its work. */
  asks: 'liveness' | 'health';
  /** Every way out that is written. */
  answers: Answer[];
  /** What it looks at before it answers: calls, and values from elsewhere. */
  looks: Evidence[];
  /** A look that fails ends in an error status without a word of its own: nothing catches it. */
  throws: boolean;
  /** It answers by code that is not read here, or shows values of which it cannot be told whether they say how it is. */
  open?: boolean;
}

export interface Answer {
  /** The status code; null where it is computed. */
  status: number | null;
  at: Span;
  /** It stands in a `catch`. */
  caught: boolean;
}

/** What a person does on a round: look at – expect – otherwise – record. */
export interface PersonObservation {
  via: 'person';
  at: Span;
  look: string;
  expect?: string;
  otherwise?: string;
  /** What is written down: a reading, or only a tick, initials or a signature. */
  record?: string;
}

/** Red when another check is, as in a composite alarm, where that check is not written in the same file. */
export interface ReferenceObservation {
  via: 'reference';
  at: Span;
  /** The name of the other check. */
  name: string;
}

/** Says the same whatever happens: `true`, `exit 0`, `vector(1)`. */
export interface ConstantObservation {
  via: 'constant';
  at: Span;
  says: 'red' | 'green';
  /** As written. */
  text: string;
  /** Why, where the text does not show it: a clause that can follow "because". */
  because?: string;
}
