import type picocolors from 'picocolors';

/** Functions that paint a text, or leave it as it is where colour is not wanted. */
export type Colors = ReturnType<typeof picocolors.createColors>;
