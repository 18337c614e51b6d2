/** Functions that paint a text, or leave it as it is where colour is not wanted. */
export type Colors = Record<'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan' | 'blue', (text: string) => string>;
