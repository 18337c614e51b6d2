import { setFlagsFromString } from 'node:v8';

/**
 * A run lasts a second or two, of which V8's optimising compiler takes half on one core, most of it for putting functions into each other.
 * With a third of the usual room for that it takes a fifth less; a program that runs for hours would choose otherwise, so only the command
 * line asks for it. `npm run bench` shows the difference. Default: 920 bytes of bytecode, https://chromium.googlesource.com/v8/v8/+/refs/heads/main/src/flags/flag-definitions.h
 */
export function prepareForShortRun(): void {
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=300');
}
