// Titles of the groups of tests; docs/interop.md has a column for each.

/** What the Python SDK wrote is read from TypeScript. */
export const pythonToTypeScript = "Python writes, TypeScript reads";

/** What was written from TypeScript is read by the Python SDK. */
export const typeScriptToPython = "TypeScript writes, Python reads";
