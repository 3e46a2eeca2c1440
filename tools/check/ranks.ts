import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The floors of the house, lowest first. A package may depend only on packages of a lower rank, development
 * dependencies included. `ARCHITECTURE.md` says what lives on each.
 */
const ranks: Readonly<Record<string, number>> = {
  "@clearml-ts/protocol": 0,
  "@clearml-ts/testing": 0,
  "@clearml-ts/archive": 1,
  "@clearml-ts/web": 1,
  "@clearml-ts/server": 2,
  "@clearml-ts/storage": 3,
  "@clearml-ts/client": 4,
  "@clearml-ts/tasks": 5,
  "@clearml-ts/agent": 6,
  "@clearml-ts/models": 6,
  "@clearml-ts/datasets": 6,
  "@clearml-ts/automation": 7,
  "@clearml-ts/pipeline": 7,
  "clearml-ts": 8,
  "@clearml-ts/comfort-science": 8,
  "@clearml-ts/example-dataset-versions": 9,
  "@clearml-ts/example-embedded-server": 9,
  "@clearml-ts/example-pipeline": 9,
  "@clearml-ts/example-quickstart": 9,
  "@clearml-ts/example-scalars": 9,
  "@clearml-ts/example-thermal-comfort": 9,
  "@clearml-ts/tests": 9,
  "@clearml-ts/tools": 10,
};

interface Manifest {
  name: string;
  private?: boolean;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/** A package of the workspace: where it is and what its manifest says. */
export interface WorkspacePackage {
  folder: string;
  manifest: Manifest;
}

/** Reads the manifests of all workspace packages below `root`. */
export function workspacePackages(root: string): WorkspacePackage[] {
  const below = (parent: string) =>
    readdirSync(join(root, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(root, parent, name));
  return [...below("packages"), ...below("examples"), join(root, "tests"), join(root, "tools")].map((folder) => ({
    folder,
    manifest: JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest,
  }));
}

/** Lists every dependency that does not point to a lower rank, one sentence each. */
export function rankViolations(packages: readonly WorkspacePackage[]): string[] {
  const violations: string[] = [];
  for (const { manifest } of packages) {
    const own = ranks[manifest.name];
    if (own === undefined) {
      violations.push(`${manifest.name} has no rank. Give it one in tools/check/ranks.ts and ARCHITECTURE.md.`);
      continue;
    }
    const wanted = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.peerDependencies };
    for (const name of Object.keys(wanted)) {
      const other = ranks[name];
      if (other !== undefined && other >= own) {
        violations.push(
          `${manifest.name} (rank ${own}) depends on ${name} (rank ${other}); only lower ranks are allowed.`,
        );
      }
    }
  }
  return violations;
}
