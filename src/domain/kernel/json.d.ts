// Rule data is parsed by a schema, so a JSON module is declared as what it is until then.
declare module '*.json' {
  const content: unknown;
  export default content;
}
