import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../root.ts";

/** The part of a suite that is recorded, by the name of the suite. */
export type RecordedSuites = Readonly<Record<string, readonly string[]>>;

/**
 * The projects of vitest whose tests talk to an embedded server as programs of users do, and the paths of the tests that
 * are run of each; none means all of them.
 */
const suites: RecordedSuites = {
  "@clearml-ts/client": [],
  "@clearml-ts/tasks": [],
  "@clearml-ts/models": [],
  "@clearml-ts/datasets": [],
  "@clearml-ts/pipeline": [],
  "@clearml-ts/automation": [],
  "clearml-ts": [],
  "@clearml-ts/example-thermal-comfort": [],
  "@clearml-ts/tests": ["web-ui"],
  interop: [],
};

/** The file beside the recorded requests that says which suites sent them. */
const RECORDED = "suites.json";

/**
 * Runs suites and leaves every form of request that they send in an emptied folder.
 * A test that fails does not matter here: its requests were sent all the same.
 */
export function recordRequests(folder: string, chosen: RecordedSuites): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const recorder = pathToFileURL(join(import.meta.dirname, "recorder.mjs")).href;
  const options = [process.env["NODE_OPTIONS"], `--import=${recorder}`].filter(Boolean).join(" ");
  for (const [project, paths] of Object.entries(chosen)) {
    spawnSync(
      join(root, "node_modules/.bin/vitest"),
      ["run", "--config", "vitest.workspace.ts", "--maxWorkers=2", `--project=${project}`, ...paths],
      {
        cwd: root,
        stdio: ["ignore", 2, 2],
        env: { ...process.env, NODE_OPTIONS: options, CLEARML_TS_RECORDED_REQUESTS: folder },
      },
    );
  }
  writeFileSync(join(folder, RECORDED), JSON.stringify(chosen));
}

/** Reads which suites were recorded into a folder. */
export function recordedSuites(folder: string): RecordedSuites {
  return JSON.parse(readFileSync(join(folder, RECORDED), "utf8")) as RecordedSuites;
}

/** Reads which suites to record from the command line: names, each with paths of tests behind colons when not all of it is wanted. */
export function chooseSuites(names: readonly string[]): RecordedSuites {
  const chosen = names.map((text) => {
    const [name = "", ...paths] = text.split(":");
    return [name, paths.length > 0 ? paths : (suites[name] ?? [])] as const;
  });
  return chosen.length > 0 ? Object.fromEntries(chosen) : suites;
}
