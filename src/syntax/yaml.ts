import { COLLECTION_STYLE, EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException, type Event, type ScalarEvent } from 'js-yaml';

/**
 * YAML (and JSON, which is a part of it) as a tree with positions.
 *
 * js-yaml's events carry offsets and cost a third of building values, so the tree is built from them and a scalar's
 * text is decoded when somebody asks for it. Aliases stand for the node they name; merge keys are looked through.
 */
export type YamlNode = YamlMap | YamlSeq | YamlScalar;

interface Range {
  /** Offsets into the file's text; `end` is exclusive. Quotes and block headers are not part of a scalar. */
  start: number;
  end: number;
  /** `!Ref`, `!reference`…, as written; absent when there is none. */
  tag?: string;
}

export interface YamlMap extends Range {
  is: 'map';
  /** In the order of the file; entries brought in by merge keys come last and never shadow. */
  entries: YamlEntry[];
}

export interface YamlEntry {
  key: YamlScalar;
  value: YamlNode;
}

export interface YamlSeq extends Range {
  is: 'seq';
  items: YamlNode[];
}

export interface YamlScalar extends Range {
  is: 'scalar';
  /** The decoded text: quotes, escapes and folding undone. */
  readonly text: string;
  /** Written without quotes, so that `true`, `3` and nothing at all are not strings. */
  plain: boolean;
  /** A block of lines that are kept as they are: `|`. */
  readonly literal?: boolean;
  /** The text of the whole file, in which `start` and `end` count. */
  readonly source: string;
}

export interface YamlDocument {
  /** Null for an empty document. */
  root: YamlNode | null;
  start: number;
  end: number;
}

export interface YamlFile {
  documents: YamlDocument[];
  /** The first syntax error, at which reading stopped. */
  error?: { message: string; offset: number };
  /** It holds `{{ … }}` or `{% … %}` outside strings: the text before a template engine has run. */
  templated: boolean;
}

/** Reads a whole file; never throws. */
export function parseYaml(text: string): YamlFile {
  const read = readEvents(text);
  if ('events' in read) return new TreeBuilder(read.source, read.events).build();
  return { documents: [], error: read, templated: TEMPLATE_LINE.test(text) };
}

/** A line that only a template engine understands: `{{- if … }}`, `{% for … %}`, `<% if … %>`, `key: {{ value }}`. */
const TEMPLATE_LINE = /^[ \t-]*(?:(?!-)[\w."'/-]+:[ \t]*)?(?:\{\{|\{%|<%)/m;

/** Enough for any file that a person writes; each costs reading the file anew. */
const MOST_OUTDENTED_LINES = 50;

/**
 * The events of a text and the text that they are of, or its first error. YAML wants every line of a flow collection further in than its key, and libyaml and
 * its kin forgive a bracket or a quoted line that is not: such a line is read as the continuation of the one before, so that no
 * offset moves.
 */
function readEvents(text: string): { events: Event[]; source: string } | { message: string; offset: number } {
  let source = text;
  for (let outdented = 0; ; outdented += 1) {
    try {
      return { events: parseEvents(source, { filename: '' }), source };
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const offset = Math.min(error.mark?.position ?? 0, text.length);
      const joined = error.reason === 'deficient indentation' && outdented < MOST_OUTDENTED_LINES ? joinLineAt(source, offset) : undefined;
      if (joined === undefined) return { message: error.reason, offset };
      source = joined;
    }
  }
}

/** The text with the line that holds `offset` joined to the line before it, whose comment is blanked; undefined for the first line. */
function joinLineAt(text: string, offset: number): string | undefined {
  const lineBreak = text.lastIndexOf('\n', offset - 1);
  if (lineBreak < 0) return undefined;
  const before = text.lastIndexOf('\n', lineBreak - 1) + 1;
  const line = text.slice(before, lineBreak);
  const [, kept = line] = COMMENT.exec(line) ?? [];
  return `${text.slice(0, before)}${kept.padEnd(line.length)} ${text.slice(lineBreak + 1)}`;
}

/** What stands before a comment, in which no quote is left open. */
const COMMENT = /^((?:[^"'#]|"[^"]*"|'[^']*'|(?<!\s)#)*)\s#.*$/;

/** Turns the flat list of events into a tree. */
class TreeBuilder {
  readonly #text: string;
  readonly #events: Event[];
  readonly #anchors = new Map<string, YamlNode>();
  #next = 0;
  #templated = false;

  constructor(text: string, events: Event[]) {
    this.#text = text;
    this.#events = events;
  }

  build(): YamlFile {
    const documents: YamlDocument[] = [];
    let start = 0;
    while (this.#next < this.#events.length) {
      this.#next += 1;
      this.#anchors.clear();
      const root = this.#peek() === EVENT_ID.POP ? null : this.#node();
      this.#next += 1;
      const end = root?.end ?? start;
      documents.push({ root, start: root?.start ?? start, end });
      start = end;
    }
    return { documents, templated: this.#templated };
  }

  #peek(): Event['type'] | undefined {
    return this.#events[this.#next]?.type;
  }

  #node(): YamlNode {
    const event = this.#events[this.#next];
    this.#next += 1;
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        return this.#finish(new Scalar(this.#text, event, this.#gapBefore(event)), event);
      case EVENT_ID.MAPPING:
        return this.#map(event);
      case EVENT_ID.SEQUENCE:
        return this.#seq(event);
      case EVENT_ID.ALIAS:
        // An alias inside the very node it names has no value yet; a recursive check means nothing, so it is empty.
        return this.#anchors.get(this.#text.slice(event.anchorStart, event.anchorEnd)) ?? emptyScalar(event.anchorStart);
      default:
        return emptyScalar(this.#text.length);
    }
  }

  /** An absent value has no place of its own: it is put where the previous event ended. */
  #gapBefore(event: ScalarEvent): number {
    if (event.valueStart >= 0) return event.valueStart;
    const previous = this.#events[this.#next - 2];
    return previous?.type === EVENT_ID.SCALAR && previous.valueEnd >= 0 ? previous.valueEnd : 0;
  }

  #map(event: Event & { type: typeof EVENT_ID.MAPPING }): YamlMap {
    const map: YamlMap = { is: 'map', entries: [], start: event.start, end: event.start };
    this.#finish(map, event);
    const merged: YamlEntry[] = [];
    while (this.#peek() !== EVENT_ID.POP) {
      const key = this.#node();
      const value = this.#node();
      map.end = Math.max(map.end, value.end, key.end);
      if (key.is !== 'scalar') {
        // `{{ name }}` reads as a map whose key is a map: nobody writes that by hand.
        this.#templated ||= key.is === 'map' && this.#text.startsWith('{{', event.start);
        continue;
      }
      if (key.plain && key.end - key.start === 2 && this.#text.startsWith('<<', key.start)) merged.push(...mergedEntries(value));
      else map.entries.push({ key, value });
    }
    this.#next += 1;
    if (merged.length > 0) {
      const own = new Set(map.entries.map(({ key }) => key.text));
      for (const entry of merged) {
        if (own.has(entry.key.text)) continue;
        own.add(entry.key.text);
        map.entries.push(entry);
      }
    }
    if (event.style === COLLECTION_STYLE.FLOW) map.end = this.#closing('}', map.end);
    return map;
  }

  #seq(event: Event & { type: typeof EVENT_ID.SEQUENCE }): YamlSeq {
    const seq: YamlSeq = { is: 'seq', items: [], start: event.start, end: event.start };
    this.#finish(seq, event);
    while (this.#peek() !== EVENT_ID.POP) {
      const item = this.#node();
      seq.items.push(item);
      seq.end = Math.max(seq.end, item.end);
    }
    this.#next += 1;
    if (event.style === COLLECTION_STYLE.FLOW) seq.end = this.#closing(']', seq.end);
    return seq;
  }

  /** The end of a flow collection: the closing bracket behind its last child, past white space, quotes and comments. */
  #closing(bracket: string, from: number): number {
    for (let at = from; at < this.#text.length; at += 1) {
      const character = this.#text[at];
      if (character === bracket) return at + 1;
      if (character === '#') at = this.#lineEnd(at);
    }
    return from;
  }

  #lineEnd(from: number): number {
    const end = this.#text.indexOf('\n', from);
    return end < 0 ? this.#text.length : end;
  }

  #finish<Node extends YamlNode>(node: Node, event: { anchorStart: number; anchorEnd: number; tagStart: number; tagEnd: number }): Node {
    if (event.anchorStart >= 0) this.#anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), node);
    if (event.tagStart >= 0) node.tag = this.#text.slice(event.tagStart, event.tagEnd);
    return node;
  }
}

function mergedEntries(value: YamlNode): YamlEntry[] {
  if (value.is === 'map') return value.entries;
  return value.is === 'seq' ? value.items.flatMap((item) => (item.is === 'map' ? item.entries : [])) : [];
}

function emptyScalar(at: number): YamlScalar {
  return { is: 'scalar', text: '', plain: true, source: '', start: at, end: at };
}

/** A class only so that ten thousand scalars share one lazy getter; plain fields, for private ones make each slower to build. */
class Scalar implements YamlScalar {
  readonly is = 'scalar';
  readonly start: number;
  readonly end: number;
  declare tag?: string;
  readonly source: string;
  private readonly event: ScalarEvent;
  private decoded: string | undefined;

  constructor(source: string, event: ScalarEvent, start: number) {
    this.source = source;
    this.event = event;
    this.start = start;
    this.end = Math.max(start, event.valueEnd);
    this.decoded = undefined;
  }

  get plain(): boolean {
    return this.event.style === SCALAR_STYLE.PLAIN;
  }

  get literal(): boolean {
    return this.event.style === SCALAR_STYLE.LITERAL_BLOCK;
  }

  get text(): string {
    this.decoded ??= this.event.valueStart < 0 ? '' : getScalarValue(this.source, this.event);
    return this.decoded;
  }
}

/** The value below a path of keys; undefined where the path ends early. */
export function get(node: YamlNode | null | undefined, ...path: string[]): YamlNode | undefined {
  let current: YamlNode | null | undefined = node;
  for (const key of path) {
    if (current?.is !== 'map') return undefined;
    current = current.entries.find((entry) => entry.key.text === key)?.value;
  }
  return current ?? undefined;
}

/** The text of a scalar below a path of keys; undefined for a missing, null or non-scalar value. */
export function textAt(node: YamlNode | null | undefined, ...path: string[]): string | undefined {
  const found = get(node, ...path);
  return found?.is === 'scalar' && !isNull(found) ? found.text : undefined;
}

/** A whole or decimal number below a path of keys; undefined for anything else. */
export function numberAt(node: YamlNode | null | undefined, ...path: string[]): number | undefined {
  const text = textAt(node, ...path);
  return text !== undefined && /^[+-]?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** True or false below a path of keys, in the spellings that YAML 1.1 and 1.2 readers accept without quotes. */
export function booleanAt(node: YamlNode | null | undefined, ...path: string[]): boolean | undefined {
  const found = get(node, ...path);
  if (found?.is !== 'scalar') return undefined;
  if (/^(?:true|yes|on)$/i.test(found.text)) return true;
  return /^(?:false|no|off)$/i.test(found.text) ? false : undefined;
}

/** The items of a sequence below a path of keys; none when it is missing or something else. */
export function itemsAt(node: YamlNode | null | undefined, ...path: string[]): YamlNode[] {
  const found = get(node, ...path);
  return found?.is === 'seq' ? found.items : [];
}

/** The entries of a map below a path of keys; none when it is missing or something else. */
export function entriesAt(node: YamlNode | null | undefined, ...path: string[]): YamlEntry[] {
  const found = get(node, ...path);
  return found?.is === 'map' ? found.entries : [];
}

/** Null as YAML writes it without quotes: nothing, `~`, `null`. */
export function isNull(node: YamlNode): boolean {
  return node.is === 'scalar' && node.plain && /^(?:|~|null|Null|NULL)$/.test(node.text);
}

/** Every node below and including this one, parents first; a node that aliases share is given once. */
export function* walk(node: YamlNode, seen = new Set<YamlNode>()): Generator<YamlNode> {
  if (seen.has(node)) return;
  seen.add(node);
  yield node;
  const children = node.is === 'map' ? node.entries.map((entry) => entry.value) : node.is === 'seq' ? node.items : [];
  for (const child of children) yield* walk(child, seen);
}
