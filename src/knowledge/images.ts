import page from './images.yaml';

/** What a program's absence from an image rests on. */
export interface Lack {
  /** What to run in its place. */
  instead?: string;
  source: string;
}

interface Entry extends Lack {
  images: string[];
  from?: string;
  except?: string[];
  lacks: 'all' | string[];
}

const entries = page as Entry[];

/** What a health check is made with, and no program of the image's own. */
const TOOLS = new Set(['curl', 'wget', 'nc', 'netcat', 'sh', 'bash', 'ash', 'grep', 'cat', 'test', '[', 'pgrep', 'pidof', 'ps', 'python', 'python3', 'node', 'true', 'echo', 'ls']);

/** That an image does not have a program, as far as that is known; `image` as it is written: `grafana/loki:3.7.6`. */
export function lackOf(image: string, program: string): Lack | undefined {
  const [, name = '', tag = 'latest'] = /^(?:docker\.io\/)?([^@:]+(?::\d+\/[^@:]+)?)(?::([^@]+))?/.exec(image) ?? [];
  const entry = entries.find(({ images }) => images.some((candidate) => (candidate.endsWith('/*') ? name.startsWith(candidate.slice(0, -1)) : name === candidate)));
  if (!entry || entry.except?.some((word) => tag.includes(word)) || !isFrom(tag, entry.from)) return undefined;
  const lacks = entry.lacks === 'all' ? TOOLS.has(program) : entry.lacks.includes(program);
  return lacks ? { source: entry.source, ...(entry.instead !== undefined && { instead: entry.instead }) } : undefined;
}

/** A tag that names no version may be any; `latest` is taken for the newest. */
function isFrom(tag: string, from: string | undefined): boolean {
  if (from === undefined || tag === 'latest') return !tag.includes('$');
  const version = /^v?(\d+)(?:\.(\d+))?/.exec(tag);
  if (!version) return false;
  const [major = 0, minor = 0] = from.split('.').map(Number);
  const [here, after] = [Number(version[1]), Number(version[2] ?? Infinity)];
  return here > major || (here === major && after >= minor);
}
