import type { Evidence, Span } from './span.ts';
import type { Link } from './check.ts';

/** A page, or the section of a page that serves one alert, that tells a person what to do. */
export interface Runbook {
  kind: 'runbook';
  /** The path, with `#anchor` when it is a section of a page. */
  id: string;
  title: string;
  path: string;
  span: Span;
  /** Where the title stands. */
  at: Span;
  sections: Section[];
  /** Every heading's anchor, as a link would write it, without `#`. */
  anchors: string[];
  links: Link[];
  owner?: Evidence;
  /** Names of alerts that the page says it serves: its file name, its title, front matter. */
  alerts: string[];
  /**
   * `page`: it has steps or sections of a runbook. `index`: it only links to others. `other`: a page that something
   * links to as a runbook, without looking like one.
   */
  shape: 'page' | 'index' | 'other';
}

export type SectionRole =
  | 'meaning'
  | 'impact'
  | 'diagnosis'
  | 'mitigation'
  | 'escalation'
  | 'verification'
  | 'prevention'
  | 'other';

/** A heading with all that is below it, sub-headings included. */
export interface Section {
  role: SectionRole;
  title: string;
  /** 1 to 6; 0 for the text before the first heading. */
  level: number;
  at: Span;
  span: Span;
  /** Number of words of prose and commands below the heading, sub-headings included. */
  words: number;
  /** Steps in reading order: list items, paragraphs and commands. */
  steps: Step[];
}

export interface Step {
  text: string;
  at: Span;
  /** How it is written. */
  form: 'item' | 'paragraph' | 'command' | 'row';
  /** A sample output or an expected reading stands with it. */
  output: boolean;
}
