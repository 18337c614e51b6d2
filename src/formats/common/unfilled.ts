/** Words that ask for something to be put in their place, in brackets, in capitals, or as a key of nothing but zeros or crosses. */
const UNFILLED = /<[^<>]{0,40}\b(?:your|team|owner|name|insert|change|replace|here)\b[^<>]{0,40}>|\b(?:YOUR|your)[._/-]\w|\b(?:CHANGE|REPLACE)_?ME\b|(?:^|\/)[TBX]?(?:0{8,12}|X{8,40})(?:$|\/)/;

/** What is written as a key or an address, where it is none yet and so no secret; undefined for everything else. */
export function unfilledKey(values: readonly string[]): string | undefined {
  return values.find((value) => value.length < 200 && UNFILLED.test(value));
}

/** An address of mail has an `@`; a word in capitals without one is the name of what comes in its place. */
export function unfilledAddress(text: string): string | undefined {
  return /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(text) ? text : undefined;
}
