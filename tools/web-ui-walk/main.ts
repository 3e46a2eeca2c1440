import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { openTab } from "../../tests/page/browser.ts";
import { root } from "../root.ts";
import { startServerProcess } from "../server/server-process.ts";
import { writeFindings } from "./findings.ts";
import { PythonUser } from "./python-user.ts";
import { walk } from "./walk.ts";
import { Walker } from "./walker.ts";
import { Witness } from "./witness.ts";
import { fillWorld } from "./world.ts";

/**
 * Walks through the official web UI on the embedded server, and writes docs/web-ui.md:
 * `pnpm web-ui-walk FOLDER`. FOLDER holds a build of the UI (its index.html).
 * Ends with status 1 when a page does not show what it should, or a call fails.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    /** A Chromium. */
    browser: { type: "string", default: "/usr/bin/chromium" },
    /** Has clearml, clearml-agent, matplotlib and pandas; the interoperability suite makes the default. */
    python: { type: "string", default: join(root, "tests/interop/.venv/bin/python") },
    /** The name of the build: the version that it states may be older than it is. */
    build: { type: "string", default: "as it calls itself" },
    /** Folder for a picture of every stop. */
    pictures: { type: "string" },
    /** Where to write. */
    output: { type: "string", default: join(root, "docs/web-ui.md") },
  },
});
const [given] = positionals;
if (given === undefined) {
  console.error("Give the folder of a build of the official web UI.");
  process.exit(2);
}
const progress = (text: string) => console.error(text);
const folder = await mkdtemp(join(tmpdir(), "clearml-ts-walk-"));
try {
  process.exitCode = (await main(resolve(given))) ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

async function main(webapp: string): Promise<boolean> {
  const { browser, python, pictures, output } = values;
  if (pictures) {
    mkdirSync(pictures, { recursive: true });
  }
  const home = join(folder, "home");
  await using server = await startServerProcess(join(folder, "data"), { webapp });
  await using user = await PythonUser.create(python, home, server.address);
  const ids = await fillWorld({ server: server.address, user, home, progress });
  user.startAgent("default");

  await using tab = await openTab(browser);
  const witness = new Witness();
  await witness.watch(tab.page);
  const walker = new Walker(tab.page, server.address.web, ids);
  const visits = await walk(walker, { witness, pictures, progress });
  const text = writeFindings(visits, {
    versions: `${values.build} (${visits.find(({ page }) => page === "profile")?.seen ?? "its settings were not seen"})`,
    browser: execFileSync(browser, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim(),
    python: await user.versions(),
  });
  writeFileSync(output, text);
  return visits.every(({ problems }) => problems.length === 0);
}
