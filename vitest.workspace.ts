import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = dirname(fileURLToPath(import.meta.url));

/** Siblings are read from their sources, so a change shows in the tests without a build. */
const conditions = ["@clearml-ts/source", "node"];
const resolve = { resolve: { conditions }, ssr: { resolve: { conditions } } };

/** Slow is not wrong: a limit only ends what hangs. `vi.waitFor` and `vi.waitUntil` wait a second, unless they are given more. */
const patience = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 60_000 } } };

/**
 * Test files of these packages share their modules: reading the sources of server and client again for each file was more than half of the
 * time of their tests. `--isolate` takes them apart again, to find a test that leans on another.
 */
const sharing = new Set(["archive", "automation", "clearml-ts", "client", "models", "protocol", "storage"]);

/** All projects have one root: a module that was compiled for one of them is then taken from the cache by the others. */
function project(folder: string) {
  const { name } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as { name: string };
  const isolate = !sharing.has(basename(folder));
  return { ...resolve, test: { name, root, include: [`${folder}/**/*.test.ts`], isolate, ...patience } };
}

const inFolder = (parent: string) =>
  readdirSync(join(root, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${parent}/${name}`);

/** The Python SDK against our server: needs Python and the network, so it has a command of its own. */
const interop = {
  ...resolve,
  test: {
    name: "interop",
    root,
    include: ["tests/interop/**/*.interop.ts"],
    globalSetup: [join(root, "tests/interop/fixtures/python-environment.ts")],
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
  },
};

/** The page in a real browser, read back by Python: needs Chromium and Python, so it has a command of its own. */
const page = {
  ...resolve,
  test: {
    name: "page",
    root,
    include: ["tests/page/**/*.page.ts"],
    globalSetup: [join(root, "tests/interop/fixtures/python-environment.ts")],
    // The files share the server's modules and one browser: reading the sources takes longer than most tests.
    isolate: false,
    // Ten thousand tasks are made one by one, which took eleven minutes where thirty programs wanted two processors.
    testTimeout: 1_800_000,
    hookTimeout: 600_000,
    // A browser paints when the machine lets it.
    expect: { poll: { timeout: 120_000 } },
  },
};

/** Tests of the SDK that get their server from the shared fixture, and need no more of it than its API and its files. */
const liveTests = ["tasks", "models", "datasets", "pipeline", "automation"]
  .flatMap((name) => readdirSync(join(root, "packages", name, "src"), { recursive: true, withFileTypes: true }))
  .filter(({ name }) => name.endsWith(".test.ts") && name !== "hostile-server.test.ts")
  .map(({ parentPath, name }) => join(parentPath, name))
  .filter((path) => /\b(liveConnection|openServer)\(/.test(readFileSync(path, "utf8")));

/** What must hold on any ClearML server: runs on the one that the environment names, so it has a command of its own. */
const official = {
  ...resolve,
  test: {
    name: "official",
    root,
    include: [...liveTests.map((path) => relative(root, path)), "tests/official/*.official.ts"],
    env: { CLEARML_TS_TEST_SERVER: "environment" },
    ...patience,
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
};

export default defineConfig({
  test: {
    projects: [
      ...[...inFolder("packages"), ...inFolder("examples"), "tests", "tools"].map(project),
      interop,
      page,
      official,
    ],
    // Tests wait for servers and disks more than they compute, so a processor that vitest would leave free is put to use.
    maxWorkers: "100%",
    experimental: { fsModuleCache: true },
    reporters: ["default", ["json", { outputFile: process.env["VITEST_REPORT"] ?? "reports/vitest.json" }]],
  },
});
