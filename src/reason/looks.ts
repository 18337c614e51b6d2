import type { Knowledge } from '../knowledge/index.ts';
import { looksOf, type Check, type ConstantObservation, type HttpObservation, type Leaf, type Observation, type Span, type TcpObservation } from '../model/index.ts';
import { rowOf } from './notices.ts';

/** The single observations of a tree that can decide what the check says: of a sequence only the last. */
export function* decidingLooks(observation: Observation): Generator<Leaf> {
  switch (observation.via) {
    case 'any-red':
    case 'all-red':
      for (const part of observation.of) yield* decidingLooks(part);
      break;
    case 'last': {
      const last = observation.of.at(-1);
      if (last) yield* decidingLooks(last);
      break;
    }
    case 'inverted':
      yield* decidingLooks(observation.of);
      break;
    default:
      yield observation;
  }
}

/**
 * The look over HTTP that makes a check miss an error status: it receives an answer and reads neither status nor body,
 * and nothing else in the check turns red for it.
 */
export function unreadAnswer(check: Check, knowledge: Knowledge): HttpObservation | undefined {
  const look = [...decidingLooks(check.observes)].filter((one) => one.via === 'http').find(({ status, body }) => status === 'ignored' && body.is === 'ignored');
  if (!look) return undefined;
  const row = rowOf(check.observes, knowledge);
  return row.failing.verdict === 'green' && row.gone.verdict === 'red' ? look : undefined;
}

/** The constant that throws away the outcome of a look: the whole check is green when the target is gone or fails. */
export function swallowing(check: Check, knowledge: Knowledge): ConstantObservation | undefined {
  const looks = looksOf(check.observes);
  const constant = looks.filter((look) => look.via === 'constant').findLast(({ says }) => says === 'green');
  if (!constant) return undefined;
  const row = rowOf(check.observes, knowledge);
  if (row.gone.verdict !== 'green' || row.failing.verdict !== 'green') return undefined;
  return looks.some((look) => look.via !== 'constant' && rowOf(look, knowledge).gone.verdict !== 'green') ? constant : undefined;
}

/** `|| true` behind a command that is the whole rest of the check: what one would take out. Undefined for anything longer. */
export function swallowingTail({ observes }: Check, swallow: ConstantObservation, { textAt }: { textAt: (span: Span) => string }): Span | undefined {
  if (observes.via !== 'all-red' && observes.via !== 'last') return undefined;
  const [look, last, ...others] = observes.of;
  if (!look || last !== swallow || others.length > 0 || 'of' in look || look.at.end >= swallow.at.start) return undefined;
  const tail = { ...swallow.at, start: look.at.end };
  return /^\s*(?:\|\||;)\s*(?:true|:|exit 0)$/.test(textAt(tail)) ? tail : undefined;
}

/**
 * What more can be said of a check that sees presence only: what to ask instead, or that nothing better is known and the
 * owner must say. A program that judges by itself has had its say, so it is a question too.
 */
export function presenceAdvice(check: Check, knowledge: Knowledge): { help?: string; confidence?: 'ask' | 'likely'; severity?: 'warning' } {
  for (const look of decidingLooks(check.observes)) {
    if (look.via === 'tcp' && look.expects === undefined) {
      if (look.port === undefined) return ANYWHERE;
      const known = portOf(look, check, knowledge);
      return known ? { help: `The port speaks ${known.speaks}; ask for more than a connection: ${known.better}.` } : { confidence: 'ask', severity: 'warning' };
    }
    if (look.via === 'ping' && look.host === undefined) return ANYWHERE;
    // Whoever writes the file may take it away when it is unwell; where others only wait for it, that it is there may be all there is to know.
    if (look.via === 'file') return { ...(check.response.automatic === 'hold' ? { confidence: 'ask', severity: 'warning' } : { confidence: 'likely' }), help: 'Let the work refresh the file, and look at its age: `find FILE -mmin -1 | grep -q .`' };
    if (look.via === 'command') {
      const fact = knowledge.command(look.program, look.arguments, look.expects !== undefined);
      return {
        ...(fact?.better !== undefined && { help: `Instead: ${fact.better}.` }),
        ...(fact?.proves.gone === 'red' && { confidence: 'ask', severity: 'warning' }),
      };
    }
  }
  return {};
}

/** A way of looking that is pointed at one target or another. */
const ANYWHERE = { confidence: 'likely', severity: 'warning', help: 'Point it only at what can be asked nothing more; for the rest write one that reads an answer.' } as const;

/** What is known of the port that a connection is opened to: by its number, its name, or the other of the two. */
function portOf(look: TcpObservation, check: Check, knowledge: Knowledge): ReturnType<Knowledge['port']> {
  const { port } = look;
  if (port === undefined) return undefined;
  const declared = check.target.ports?.find(({ name, number }) => name === port || String(number) === port);
  for (const candidate of [port, declared?.name, declared?.number]) {
    const known = candidate === undefined ? undefined : knowledge.port(String(candidate));
    if (known) return known;
  }
  return undefined;
}

/** The address that a look asks, as far as it is written. */
export function addressOf({ url }: HttpObservation): string {
  const { host, port, path, query } = url;
  const place = host === undefined ? '' : `${host}${port === undefined ? '' : `:${port}`}`;
  const rest = `${path ?? ''}${query === undefined ? '' : `?${query}`}`;
  return `${place}${rest}` === '' ? 'the address' : `\`${place}${rest}\``;
}
