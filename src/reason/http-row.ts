import type { Endpoint } from '../knowledge/endpoints.ts';
import type { Knowledge } from '../knowledge/index.ts';
import type { HttpObservation, Notice } from '../model/index.ts';
import { green, red, unknown, UNANSWERED, UNATTENDED, type Row } from './verdicts.ts';

/** The drill of a look over HTTP: what is made of the answer, and what the path says when it is unwell. */
export function httpRow(leaf: HttpObservation, knowledge: Knowledge): Row {
  const gone = leaf.answer === 'optional' ? UNANSWERED : red('nobody accepts the connection');
  const stuck: Notice = leaf.answer === 'optional' ? UNANSWERED : { ...red('no answer comes in time'), ...(leaf.limit === undefined && { hangs: true as const }) };
  const endpoint = endpointOf(leaf, knowledge);
  if (leaf.body.is === 'read') {
    const { expects, absent, by } = leaf.body;
    if (absent) return forbiddenRow(leaf, expects, gone, stuck);
    // https://jqlang.org/manual/#invoking-jq (--exit-status), and what jq 1.6 does.
    const nothing = unknown('jq before 1.7 ends with 0 when it is given nothing at all');
    return {
      gone: by === 'jq' ? nothing : gone,
      stuck: by === 'jq' && !stuck.hangs ? nothing : stuck,
      failing: by === 'jq' && leaf.status === 'judged' ? nothing : red(`an error page does not contain ${expects}`),
      degraded:
        endpoint?.says === 'body' || readsState(expects)
          ? red(`the body is compared with ${expects}`)
          : unknown(`it depends on whether ${expects} leaves the body when the target is unwell`),
      wrong: red(`another page does not contain ${expects}`),
      silent: UNATTENDED,
    };
  }
  const wrong = green('the body is not read');
  if (leaf.status === 'ignored') {
    const ignored = green('an answer is received and its status is not read');
    return { gone, stuck, failing: ignored, degraded: ignored, wrong, silent: UNATTENDED };
  }
  return { gone, stuck, failing: red('the status code is judged'), degraded: degradedHttp(leaf, endpoint), wrong, silent: UNATTENDED };
}

/** The check is red when the body has the words, so an answer that lacks them for any other reason is green. */
function forbiddenRow({ status }: HttpObservation, expects: string, gone: Notice, stuck: Notice): Row {
  return {
    gone,
    stuck,
    failing: status === 'judged' ? red('the status code is judged') : green(`an error page does not contain ${expects}`),
    degraded: red(`the body is searched for ${expects}`),
    wrong: green(`another page does not contain ${expects}`),
    silent: UNATTENDED,
  };
}

function degradedHttp(leaf: HttpObservation, endpoint: Endpoint | undefined): Notice {
  const path = leaf.url.path ?? 'the page';
  switch (endpoint?.says) {
    case 'static':
      return green(`${path} is the same page whatever the state behind it`);
    case 'body':
      return green(`${path} answers 200 when it is unwell and says so only in the body, which is not read`);
    case 'status':
      return red(`${path} answers with an error status when it is unwell`);
    default:
      return unknown(`it depends on whether ${path} turns a bad state into a bad status`);
  }
}

/** Words by which services name a good state. */
const STATE_WORD = /\b(?:status|state|health|healthy|ok|up|ready|green|pong|alive|passing|serving)\b/i;

function readsState(expects: string): boolean {
  return STATE_WORD.test(expects);
}

/** Ports and headers that are there for health checks alone: whatever the path, what answers is no ordinary page. */
const HEALTH_WORD = /probe|health|live|ready|status/i;
const HEALTH_PORTS = new Set(['13133', '14269', '15020', '15021']);

/**
 * What is known of the page that a look asks for; undefined where its path alone does not tell. 13133 and 14269 are the
 * health servers of the OpenTelemetry collector and of Jaeger, which answer on `/`; 15020 and 15021 are Istio's.
 */
export function endpointOf({ url, headers = [] }: HttpObservation, knowledge: Knowledge): Endpoint | undefined {
  if (url.path === undefined) return undefined;
  const own = headers.some((name) => HEALTH_WORD.test(name)) || (url.port !== undefined && (HEALTH_PORTS.has(url.port) || HEALTH_WORD.test(url.port)));
  return own ? undefined : knowledge.endpoint(url.path, url.query);
}
