// Titles of the groups of tests; docs/interop.md has a column for each.

/** Titles of the tests in which TypeScript reads the objects that the Python SDK wrote. */
export const pythonToTypeScript = "Python writes, TypeScript reads";

/** Titles of the tests in which the Python SDK reads the objects that TypeScript wrote. */
export const typeScriptToPython = "TypeScript writes, Python reads";
