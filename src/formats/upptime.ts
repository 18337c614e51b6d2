import { defineFormat } from '../format.ts';
import type { Check, HttpObservation, Item, Observation, Span } from '../model/index.ts';
import { get, itemsAt, textAt, type YamlMap, type YamlNode } from '../syntax/yaml.ts';
import { uniqueIds } from './common/ids.ts';
import { evidenceOf, hostKeys, spanOf, urlOf, writtenAt, written, type Written } from './common/written.ts';

/** Sites of Upptime, which opens an issue when one is down and assigns it to whom the file names. */
export default defineFormat({
  id: 'upptime',
  title: 'Upptime sites',
  docs: 'https://upptime.js.org/docs/configuration',
  globs: ['**/{.,}upptimerc.{yml,yaml}'],
  sign: /^sites:/m,
  yaml: true,
  claims: (document) => document.yaml().documents.some(({ root }) => itemsAt(root, 'sites').length > 0),
  *read({ path, yaml }): Iterable<Item> {
    const idOf = uniqueIds();
    for (const { root } of yaml().documents) {
      for (const site of itemsAt(root, 'sites')) if (site.is === 'map' && get(site, 'url')?.is === 'scalar') yield checkOf(site, root, path, idOf);
    }
  },
});

/** https://github.com/upptime/uptime-monitor/blob/master/src/update.ts asks every five minutes unless a schedule says otherwise. */
const EVERY = 300;

function checkOf(site: YamlMap, root: YamlNode | null, path: string, idOf: (id: string) => string): Check {
  const url = textAt(site, 'url') ?? '';
  const at = spanOf(get(site, 'name') ?? site, path);
  const name = textAt(site, 'name') ?? url;
  const assignees = [...itemsAt(site, 'assignees'), ...itemsAt(root, 'assignees')].flatMap((item): Written[] => (item.is === 'scalar' ? [written(item, path)] : []));
  const [owner] = assignees;
  return {
    kind: 'synthetic',
    id: idOf(`upptime:${name}`),
    name,
    format: 'upptime',
    span: spanOf(site, path),
    at,
    target: { name: url, keys: hostKeys(url) },
    observes: observe(site, url, path),
    silence: { is: 'unknown', because: 'nothing here says who notices when the workflow no longer runs' },
    timing: textAt(root, 'workflowSchedule', 'uptime') === undefined ? { every: EVERY, failures: 1 } : {},
    state: { is: 'enabled' },
    response: { texts: [], runbooks: [], links: [], wordless: true },
    audience: { recipients: assignees.length > 0 ? assignees.map(evidenceOf) : 'unknown', ...(owner && { owner: evidenceOf(owner) }) },
  };
}

function observe(site: YamlMap, address: string, path: string): Observation {
  const at = spanOf(site, path);
  const url = urlOf(address);
  const port = textAt(site, 'port') ?? url.port;
  const place = { at, ...(url.host !== undefined && { host: url.host }), ...(port !== undefined && { port }) };
  switch (textAt(site, 'check')) {
    case 'tcp-ping':
    case 'ws':
      return { via: 'tcp', ...place };
    case 'icmp-ping':
      return { via: 'ping', at, ...(url.host !== undefined && { host: url.host }) };
    case 'ssl':
      return { via: 'certificate', at, ...(url.host !== undefined && { host: url.host }) };
    default:
      return httpLook(site, url, at, path);
  }
}

/** Good are 200 to 208, 226 and 300 to 308 unless the site says otherwise; an answer that never came has the status 0. */
function httpLook(site: YamlMap, url: HttpObservation['url'], at: Span, path: string): HttpObservation {
  const codes = itemsAt(site, 'expectedStatusCodes').flatMap((item) => (item.is === 'scalar' ? Number(item.text) : []));
  const wanted = writtenAt(site, path, '__dangerous__body_down_if_text_missing');
  const read = wanted ?? writtenAt(site, path, '__dangerous__body_down');
  return {
    via: 'http',
    at,
    client: 'Upptime',
    url,
    status: codes.some((code) => code === 500 || code === 502 || code === 503) ? 'ignored' : 'judged',
    body: read ? { is: 'read', expects: read.text, at: read.at, ...(!wanted && { absent: true as const }) } : { is: 'ignored' },
    ...(codes.includes(0) && { answer: 'optional' as const }),
    limit: 60,
  };
}
