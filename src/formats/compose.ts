import { defineFormat } from '../format.ts';
import type { Check, Edit, Item, Observation, Port, Span, State } from '../model/index.ts';
import { booleanAt, entriesAt, get, itemsAt, textAt, type YamlEntry, type YamlNode, type YamlScalar } from '../syntax/yaml.ts';
import { observeArguments, observeScript, type Argument, type ParseShell } from './common/command.ts';
import { healthTiming, type HealthSettings } from './common/container-health.ts';
import { replacePairs, sourceOfScalar, type Source } from './common/source.ts';

/** Health checks of Compose services, with the meaning that Docker gives them. */
export default defineFormat({
  id: 'compose',
  title: 'Compose health checks',
  docs: 'https://docs.docker.com/reference/compose-file/services/#healthcheck',
  globs: ['**/*.{yml,yaml}'],
  sign: /\bservices["']?:/,
  yaml: true,
  parsers: async () => (await import('../syntax/shell.ts')).parseShell,
  claims: (document) => document.yaml().documents.some(({ root }) => servicesIn(root).length > 0),
  *read(document, parseShell): Iterable<Item> {
    const { path } = document;
    for (const { root } of document.yaml().documents) {
      const services = servicesIn(root);
      for (const service of services) {
        const health = entriesAt(service.value).find(({ key }) => key.text === 'healthcheck');
        const found = health && healthOf(health, path, parseShell);
        if (found) yield checkOf(service, health, found, services, path);
      }
    }
  },
});

/** The services of a Compose file; none when `services:` means something else. */
function servicesIn(root: YamlNode | null): YamlEntry[] {
  const services = entriesAt(root, 'services').filter(({ value }) => value.is === 'map');
  return services.some(({ value }) => ['image', 'build', 'extends'].some((key) => get(value, key) !== undefined)) ? services : [];
}

interface Health {
  observes: Observation;
  state: State;
}

/** Null where the check is the image's own: no `test`, or an empty one. */
function healthOf({ value, key }: YamlEntry, path: string, parseShell: ParseShell): Health | null {
  const test = get(value, 'test');
  const disable = get(value, 'disable');
  if (disable && booleanAt(disable) === true) {
    const at = spanOf(disable, path);
    return { observes: { via: 'constant', says: 'green', text: 'disable: true', at }, state: { is: 'disabled', at } };
  }
  if (test?.is === 'scalar' && test.text.trim() !== '') {
    return { observes: observeScript(shellSource(test, path), parseShell), state: { is: 'enabled' } };
  }
  const items = itemsAt(test).filter((item) => item.is === 'scalar');
  const [first, ...others] = items;
  if (!test || !first) return null;
  const at = spanOf(test.start < key.start ? key : test, path);
  const state: State = { is: 'enabled' };
  switch (first.text) {
    case 'NONE':
      return { observes: { via: 'constant', says: 'green', text: 'NONE', at }, state: { is: 'disabled', at } };
    case 'CMD-SHELL': {
      const [script] = others;
      return script ? { observes: observeScript(shellSource(script, path), parseShell), state } : null;
    }
    case 'CMD':
      return others.length > 0 ? { observes: observeArguments(others.map((item) => argumentOf(item, path)), spanOf(test, path), parseShell), state } : null;
    default:
      // Docker's engine runs nothing for it: https://github.com/moby/moby/blob/master/daemon/health.go (getProbe).
      return {
        observes: observeArguments(items.map((item) => argumentOf(item, path)), spanOf(test, path), parseShell),
        state: { is: 'inert', because: `a list that begins with \`${first.text}\` instead of CMD or CMD-SHELL runs no check`, at: spanOf(first, path), ...mendOf(items, path) },
      };
  }
}

/** Says at the head of a list how it is run: one text by a shell, several as they are. */
function mendOf(items: readonly YamlScalar[], path: string): { mend?: Edit } {
  const [first, ...others] = items;
  if (!first || others.some(({ text }) => /^(?:\|\|?|&&?|;|[<>].*)$/.test(text))) return {};
  const { source } = first;
  const quote = first.plain ? '' : (source[first.start - 1] ?? '');
  const start = first.start - quote.length;
  const word = others.length === 0 ? 'CMD-SHELL' : 'CMD';
  const line = source.slice(source.lastIndexOf('\n', start - 1) + 1, start);
  const head = /^[ \t]*- +$/.test(line) ? `${word}${source.includes('\r\n') ? '\r\n' : '\n'}${line}` : `${quote}${word}${quote}, `;
  return /^["']?$/.test(quote) && (head.includes('\n') || source.slice(0, start).trimEnd().endsWith('[')) ? { mend: { at: { path, start, end: start }, text: head } } : {};
}

/** Compose puts its own variables in and makes one `$` of two; the shell sees what is left. */
function shellSource(scalar: YamlScalar, path: string): Source {
  return replacePairs(sourceOfScalar(scalar, path), '$$', '$');
}

/** Without a shell only Compose's own variables are computed. */
function argumentOf(scalar: YamlScalar, path: string): Argument {
  const raw = scalar.text.split(/(\$\$|\$\{[^}]*(?:\}|$)|\$[A-Za-z_]\w*)/);
  const parts = raw.map((text, index) => (index % 2 === 0 ? text : text === '$$' ? '$' : { source: text }));
  return { source: shellSource(scalar, path), parts: parts.filter((part) => part !== '') };
}

function checkOf({ key, value }: YamlEntry, health: YamlEntry, { observes, state }: Health, services: readonly YamlEntry[], path: string): Check {
  const name = key.text;
  const waited = services.some((other) => textAt(other.value, 'depends_on', name, 'condition') === 'service_healthy');
  const start = health.key.start;
  const slow = get(health.value, 'retries') ?? get(health.value, 'interval');
  return {
    kind: 'probe',
    id: `compose:${fileId(path)}${name}`,
    name,
    format: 'compose',
    span: { path, start, end: health.value.start >= start ? Math.max(health.value.end, health.key.end) : health.key.end },
    at: spanOf(key, path),
    target: { name: `service ${name}`, keys: [`compose:${path}/${name}`], ports: portsOf(value), ...imageOf(value) },
    observes,
    silence: { is: 'by-query', because: 'the engine that runs the container asks' },
    timing: { ...healthTiming(settingsOf(health.value)), ...(slow && { at: spanOf(slow, path) }) },
    state,
    response: { automatic: waited ? 'hold' : 'mark', texts: [], runbooks: [], links: [] },
    audience: { recipients: 'unknown' },
  };
}

/** What is built here has whatever its file puts into it. */
function imageOf(service: YamlNode): { image?: string } {
  const image = get(service, 'build') === undefined ? textAt(service, 'image') : undefined;
  return image === undefined ? {} : { image };
}

/** A file with the usual name stands for its folder; another one is named. */
function fileId(path: string): string {
  const folder = path.replace(/(?:^|\/)(?:docker-)?compose\.ya?ml$/, '');
  return folder === '' ? '' : `${folder}/`;
}

function settingsOf(health: YamlNode): HealthSettings {
  const settings: HealthSettings = {};
  for (const name of ['interval', 'timeout', 'retries'] as const) {
    const text = textAt(health, name);
    if (text !== undefined) settings[name] = text.includes('$') ? null : text;
  }
  return settings;
}

/** `80`, `8080:80`, `127.0.0.1:8080:80/tcp`, and the long form: the port inside the container. */
function portsOf(service: YamlNode): Port[] {
  return [...itemsAt(service, 'ports'), ...itemsAt(service, 'expose')].flatMap((item) => {
    const text = item.is === 'scalar' ? item.text : textAt(item, 'target');
    const number = /(?:^|:)(\d+)(?:\/\w+)?$/.exec(text ?? '')?.[1];
    return number === undefined ? [] : [{ number: Number(number) }];
  });
}

function spanOf({ start, end }: { start: number; end: number }, path: string): Span {
  return { path, start, end };
}
