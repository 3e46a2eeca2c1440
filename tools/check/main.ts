import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../root.ts";
import { rankViolations, workspacePackages } from "./ranks.ts";
import { packPublicPackages } from "./tarballs.ts";
import { readReport } from "./test-report.ts";

/**
 * Everything that decides whether a change is good, in the order in which it fails fastest: `pnpm check [--tested REPORT]`. With
 * the JSON report of a run of the same tests on the same files, which `VITEST_REPORT` names, they are not run again.
 */
const { values } = parseArgs({ options: { tested: { type: "string" } } });
const bin = (name: string) => join(root, "node_modules", ".bin", name);

function run(command: string, args: string[]): boolean {
  return spawnSync(command, args, { cwd: root, stdio: "inherit" }).status === 0;
}

/** For tools that say much when all is well. */
function runQuietly(command: string, args: string[]): boolean {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: "utf8" });
  if (status !== 0) {
    console.error(stdout + stderr);
  }
  return status === 0;
}

function ranks(): boolean {
  const violations = rankViolations(workspacePackages(root));
  for (const violation of violations) {
    console.error(violation);
  }
  return violations.length === 0;
}

function packageExports(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "clearml-ts-pack-"));
  try {
    return packPublicPackages(root, folder).every(
      ({ path }) =>
        runQuietly(bin("publint"), ["run", path, "--strict"]) &&
        // The packages are ESM only by decision: require() of ESM works from Node 20.19 on.
        runQuietly(bin("attw"), [path, "--profile", "esm-only", "--format", "ascii"]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tests(): boolean {
  if (values.tested === undefined) {
    return run(bin("vitest"), ["run", "--config", "vitest.workspace.ts", "--project=*clearml-ts*"]);
  }
  const { success, numPassedTests } = readReport(values.tested);
  console.error(`${values.tested}: ${numPassedTests} passed${success ? "" : ", and the run failed"}`);
  return success;
}

const steps: Record<string, () => boolean> = {
  "format, lint, import cycles": () => run(bin("biome"), ["ci", "."]),
  ranks,
  "build, types": () => run(bin("turbo"), ["run", "build", "typecheck", "--output-logs=errors-only"]),
  "unused exports and dependencies": () => run(bin("knip"), []),
  "package exports": packageExports,
  "public surfaces": () => run(bin("tsx"), ["tools/api-reports/main.ts", "--check"]),
  tests,
};

for (const [name, step] of Object.entries(steps)) {
  const started = performance.now();
  console.error(`\n— ${name}`);
  if (!step()) {
    console.error(`\npnpm check failed at: ${name}`);
    process.exit(1);
  }
  console.error(`✓ ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}
