import type { Options } from "tsup";

/**
 * The one way packages are built: ESM for Node 20.19, declarations beside it, nothing bundled that is a dependency.
 * Declarations resolve siblings through their built `dist`, as a user's compiler will.
 */
export function preset(entry: string[] | Record<string, string> = ["src/index.ts"]): Options {
  return {
    entry,
    format: ["esm"],
    target: "node20.19",
    platform: "node",
    dts: { compilerOptions: { customConditions: [] } },
    sourcemap: true,
    clean: true,
    treeshake: true,
    splitting: true,
  };
}
