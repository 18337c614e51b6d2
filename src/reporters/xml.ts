import { visible } from './visible.ts';

const ENTITY: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' };

/** An attribute with its value; what XML 1.0 cannot hold is shown as a picture. */
export function attribute(name: string, value: string | number): string {
  return ` ${name}="${visible(String(value)).replace(/[&<>"'\n\r\t]/g, (character) => ENTITY[character] ?? '')}"`;
}

/** The text of an element. */
export function content(text: string): string {
  return visible(text).replace(/[&<>]/g, (character) => ENTITY[character] ?? '');
}
