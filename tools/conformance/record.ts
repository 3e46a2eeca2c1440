import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../root.ts";

/** The projects of vitest whose tests talk to an embedded server as programs of users do. */
export const suites: readonly string[] = [
  "@clearml-ts/client",
  "@clearml-ts/tasks",
  "@clearml-ts/models",
  "@clearml-ts/datasets",
  "@clearml-ts/pipeline",
  "clearml-ts",
  "@clearml-ts/example-thermal-comfort",
  "interop",
];

/**
 * Runs suites and leaves every form of request that they send in an emptied folder.
 * A test that fails does not matter here: its requests were sent all the same.
 */
export function recordRequests(folder: string, projects: readonly string[]): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const recorder = pathToFileURL(join(import.meta.dirname, "recorder.mjs")).href;
  const options = [process.env["NODE_OPTIONS"], `--import=${recorder}`].filter(Boolean).join(" ");
  spawnSync(
    join(root, "node_modules/.bin/vitest"),
    ["run", "--config", "vitest.workspace.ts", "--maxWorkers=2", ...projects.map((name) => `--project=${name}`)],
    {
      cwd: root,
      stdio: ["ignore", 2, 2],
      env: { ...process.env, NODE_OPTIONS: options, CLEARML_TS_RECORDED_REQUESTS: folder },
    },
  );
}
