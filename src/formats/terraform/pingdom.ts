import type { Check, Item, Recipient } from '../../model/index.ts';
import { evidenceOf, textOf, urlOf } from '../common/written.ts';
import type { Translate } from './resource.ts';
import { blocksAt, headOf, namesAt, numberAt, placeWhere, textAt, valueAt } from './written.ts';

/**
 * Uptime checks of Pingdom and StatusCake: their addresses, what they compare, and whom they tell.
 * https://registry.terraform.io/providers/russellcardullo/pingdom/latest/docs/resources/check
 */
export const translatePingdom: Translate = function* (resource): Generator<Item> {
  const { id, span, at, properties } = resource;
  const [type, host, path, contains, forbidden, port] = ['type', 'host', 'url', 'shouldcontain', 'shouldnotcontain', 'port'].map((key) => valueAt(properties, key));
  const kind = textOf(type) ?? 'http';
  const place = { at, ...(textOf(host) !== undefined && { host: textOf(host) ?? '' }), ...(textOf(port) !== undefined && { port: textOf(port) ?? '' }) };
  const read = contains ?? forbidden;
  const minutes = numberAt(properties, 'resolution');
  const recipients = ['userids', 'teamids', 'integrationids'].map((key) => namesAt(properties, key));
  const told = recipients.flatMap((names) => (names === 'unknown' ? [] : names.map(evidenceOf)));
  const encrypted = properties.get('encryption');
  const asked = textOf(path) ?? (path === undefined ? '/' : undefined);
  const address = urlOf(`${encrypted?.is === 'text' && encrypted.text === 'true' ? 'https' : 'http'}://${textOf(host) ?? '${host}'}${asked?.startsWith('/') === false ? '/' : ''}${asked ?? '/${path}'}`);
  const name = headOf(resource, 'name');
  const disabled = placeWhere(properties, 'paused', true);
  const check: Check = {
    kind: 'synthetic',
    id,
    name: name.text,
    format: 'terraform',
    span,
    at,
    target: { name: textOf(host) ?? name.text, keys: textOf(host) === undefined ? [] : [`url:${textOf(host) ?? ''}`] },
    observes:
      kind === 'ping'
        ? { via: 'ping', ...place }
        : kind === 'tcp'
          ? { via: 'tcp', ...place, ...(textAt(properties, 'stringtoexpect') !== undefined && { expects: textAt(properties, 'stringtoexpect') ?? '' }) }
          : kind === 'dns'
            ? { via: 'dns', at, ...(textAt(properties, 'expectedip') !== undefined && { expects: textAt(properties, 'expectedip') ?? '' }) }
            : {
                via: 'http',
                at: properties.get('url')?.at ?? at,
                client: 'Pingdom',
                url: address,
                status: 'judged',
                body: read === undefined ? { is: 'ignored' } : { is: 'read', expects: textOf(read) ?? 'a text', at: properties.get(contains === undefined ? 'shouldnotcontain' : 'shouldcontain')?.at ?? at, ...(contains === undefined && { absent: true as const }) },
              },
    silence: { is: 'unknown', because: 'nothing here says what happens when the check no longer runs' },
    timing: minutes === undefined ? {} : { every: minutes * 60 },
    state: disabled ? { is: 'disabled', at: disabled } : { is: 'enabled' },
    response: { texts: [], runbooks: [], links: [] },
    audience: { recipients: told.length === 0 && recipients.includes('unknown') ? 'unknown' : told },
  };
  yield check;
};

/** https://registry.terraform.io/providers/StatusCakeDev/statuscake/latest/docs/resources/uptime_check */
export const translateStatusCake: Translate = function* (resource): Generator<Item> {
  const { id, span, at, properties } = resource;
  const [monitored] = blocksAt(properties, 'monitored_resource');
  const [http] = blocksAt(properties, 'http_check');
  const [tcp] = blocksAt(properties, 'tcp_check');
  const [icmp] = blocksAt(properties, 'icmp_check');
  const [dns] = blocksAt(properties, 'dns_check');
  const [matcher] = blocksAt(http, 'content_matchers');
  const address = textOf(valueAt(monitored, 'address')) ?? textAt(properties, 'website_url');
  const type = textAt(properties, 'test_type')?.toUpperCase();
  const content = valueAt(matcher, 'content') ?? valueAt(properties, 'find_string');
  const groups = [namesAt(properties, 'contact_groups'), namesAt(properties, 'contact_group')];
  const told = groups.flatMap((names) => (names === 'unknown' ? [] : names.map((name): Recipient => evidenceOf(name))));
  const name = headOf(resource, 'name', 'website_name');
  const every = numberAt(properties, 'check_interval') ?? numberAt(properties, 'check_rate');
  const disabled = placeWhere(properties, 'paused', true);
  const looks = address === undefined ? {} : { host: urlOf(address).host ?? address };
  const forbids = textAt(matcher, 'matcher')?.startsWith('NOT_') === true || textAt(properties, 'do_not_find') === 'true';
  const check: Check = {
    kind: 'synthetic',
    id,
    name: name.text,
    format: 'terraform',
    span,
    at,
    target: { name: address ?? name.text, keys: address === undefined ? [] : [`url:${address}`] },
    observes:
      tcp || type === 'TCP'
        ? { via: 'tcp', at, ...looks }
        : icmp || type === 'PING'
          ? { via: 'ping', at, ...looks }
          : dns || type === 'DNS'
            ? { via: 'dns', at }
            : {
                via: 'http',
                at: monitored?.get('address')?.at ?? at,
                client: 'StatusCake',
                url: address === undefined ? {} : urlOf(address),
                status: 'judged',
                body: content === undefined ? { is: 'ignored' } : { is: 'read', expects: textOf(content) ?? 'a text', at: (matcher?.get('content') ?? properties.get('find_string'))?.at ?? at, ...(forbids && { absent: true as const }) },
              },
    silence: { is: 'unknown', because: 'nothing here says what happens when the check no longer runs' },
    timing: every === undefined ? {} : { every },
    state: disabled ? { is: 'disabled', at: disabled } : { is: 'enabled' },
    response: { texts: [], runbooks: [], links: [] },
    audience: { recipients: told.length === 0 && groups.includes('unknown') ? 'unknown' : told },
  };
  yield check;
};
