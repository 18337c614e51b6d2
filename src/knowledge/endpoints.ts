import endpointsPage from './endpoints.yaml';
import portsPage from './ports.yaml';

/** What an HTTP path answers when the thing behind it is unwell. */
export interface Endpoint {
  /** `static`: the same page as ever. `status`: a bad status code. `body`: 200, and the state only in the body. */
  says: 'static' | 'status' | 'body';
  title: string;
  /** What to ask instead. */
  better?: string;
  source?: string;
}

interface EndpointEntry extends Endpoint {
  path: string[];
  query?: string[];
  without?: string[];
}

/** A port whose service can be asked more than whether it listens. */
export interface KnownPort {
  speaks: string;
  better: string;
}

interface PortEntry extends KnownPort {
  numbers: number[];
  names: string[];
}

const endpoints = endpointsPage as EndpointEntry[];
const ports = portsPage as PortEntry[];

/** What is known of a path; undefined for one that services give different meanings. */
export function endpointAt(path: string, query = ''): Endpoint | undefined {
  const asked = path.length > 1 ? path.replace(/\/$/, '') : path;
  const entry = endpoints.find(
    (candidate) =>
      candidate.path.some((pattern) => matches(pattern, asked)) &&
      (candidate.query ?? []).every((word) => query.includes(word)) &&
      !(candidate.without ?? []).some((word) => query.includes(word)),
  );
  if (!entry) return undefined;
  const { says, title, better, source } = entry;
  return { says, title, ...(better !== undefined && { better }), ...(source !== undefined && { source }) };
}

/** `*` stands for one or more segments. */
function matches(pattern: string, path: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === path;
  const head = pattern.slice(0, star);
  const tail = pattern.slice(star + 1);
  return path.length > head.length + tail.length && path.startsWith(head) && path.endsWith(tail);
}

/** What a port, by number or name, is known to speak; of a name such as `http-api` each word counts. */
export function knownPort(port: string): KnownPort | undefined {
  const words = port.toLowerCase().split(/[-_.]/);
  return ports.find(({ numbers, names }) => numbers.includes(Number(port)) || words.some((word) => names.includes(word)));
}
