import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { workspacePackages } from "../check/ranks.ts";
import type { EntryPoint } from "./api-report.ts";

interface Exports {
  [path: string]: string | { types: string };
}

/** The entry points with declarations of all public packages, by their published `exports`. */
export function entryPoints(root: string): EntryPoint[] {
  return workspacePackages(root)
    .filter(({ manifest }) => manifest.private !== true)
    .flatMap(({ folder }) => {
      const { exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { exports: Exports };
      return Object.values(exports).flatMap((target) =>
        typeof target === "string" ? [] : [{ folder, name: basename(target.types, ".d.ts") }],
      );
    });
}
