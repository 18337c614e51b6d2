declare module '*.wasm' {
  /** Where the file lies. */
  const location: URL;
  export default location;
}
