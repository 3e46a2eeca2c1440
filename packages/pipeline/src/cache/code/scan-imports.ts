/** The files and packages that a file of code refers to. */
export interface ScannedImports {
  /** Texts in it that may be paths from its own folder. */
  paths: readonly string[];
  /** Names of packages that it imports, and of aliases, which look the same. */
  packages: readonly string[];
}

/** Every text that begins like a relative path: imports of all kinds, workers, and files that are read by their URL. */
const RELATIVE = /["'`](\.\.?(?:\/[^"'`\n]*)?)["'`]/g;

/** `import … from "x"`, `export … from "x"` and `import "x"`. */
const STATEMENT = /\b(?:import|export)\b\s*(?:[\w$*,\s]*(?:\{[^}]*\})?\s*from\b\s*)?["']([^"'\n]+)["']/g;

/** `import("x")` and `require("x")`, with comments for a bundler before the name. */
const CALL = /\b(?:import|require)\s*\(\s*(?:\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/\s*)*["'`]([^"'`\n]+)["'`]/g;

/**
 * Finds the files and packages that a file of JavaScript or TypeScript refers to, by its text alone.
 *
 * It may find too much, in a comment for instance, and never too little, but for names that are computed.
 */
export function scanImports(text: string): ScannedImports {
  const paths = matchesOf(text, RELATIVE);
  const names = [...matchesOf(text, STATEMENT), ...matchesOf(text, CALL)];
  return {
    paths: [...new Set(paths.map((path) => path.replace(/[?#].*$/, "")))],
    packages: [...new Set(names.filter((name) => !/^[./]|^(?:node|data|https?):/.test(name)).map(packageName))],
  };
}

function matchesOf(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found = ""]) => found);
}

/** `a/b` is of the package `a`, `@a/b/c` of `@a/b`; an alias such as `#a/b` is left as it is. */
function packageName(specifier: string): string {
  const parts = specifier.split("/");
  return specifier.startsWith("#") ? specifier : parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}
