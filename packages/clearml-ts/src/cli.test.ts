import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { RunningCommand, run } from "./command.fixture.ts";

test("help lists the commands and the options of each", { timeout: 60_000 }, async () => {
  const [help, serverHelp] = await Promise.all([run("--help"), run("server", "--help")]);

  expect(help).toMatchObject({ status: 0, stderr: "" });
  expect(help.stdout).toContain("server");
  expect(serverHelp.status).toBe(0);
  for (const option of ["data-dir", "host", "api-port", "web-port", "files-port", "json"]) {
    expect(serverHelp.stdout).toContain(`--${option}`);
  }
  for (const command of ["backup", "restore", "vacuum", "doctor"]) {
    expect(serverHelp.stdout).toContain(`  ${command} [`);
  }
});

test("the version is that of the package", { timeout: 60_000 }, async () => {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

  expect(await run("--version")).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: "" });
});

test.each([
  ["unknown command", ["serve"], "serve"],
  ["unknown option", ["server", "--files-prot", "1"], "--files-prot"],
  ["argument too many", ["server", "folder"], "too many arguments"],
  ["port that is none", ["server", "--api-port", "80x"], "80x"],
  ["port out of range", ["server", "--web-port", "65536"], "65536"],
  ["port for two things", ["server", "--web-port", "8008"], "8008"],
  ["backup without a file", ["server", "backup"], "missing required argument"],
  ["option of another command", ["server", "vacuum", "--force"], "--force"],
  ["folder without a name", ["server", "--data-dir", ""], "--data-dir"],
])("wrong usage is one line and status 2: %s", { timeout: 60_000 }, async (_, args, part) => {
  const { status, stdout, stderr } = await run(...args);

  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(/^clearml-ts: .+\n$/);
  expect(stderr).toContain(part);
});

test("nothing to do is wrong usage, and help is shown", { timeout: 60_000 }, async () => {
  const { status, stdout, stderr } = await run();

  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("Usage: clearml-ts");
});

test("no package is loaded before the command that needs it", { timeout: 60_000 }, async () => {
  const folder = await temporaryFolder();
  // Node lists the scripts that a process loaded, for its coverage.
  await using command = new RunningCommand(["--help"], { NODE_V8_COVERAGE: folder });
  await command.end();
  const scripts = readdirSync(folder)
    .flatMap((name) => JSON.parse(readFileSync(join(folder, name), "utf8")).result)
    .map(({ url }: { url: string }) => url);

  expect(scripts).toContainEqual(expect.stringMatching(/packages\/clearml-ts\/src\/cli\.ts$/));
  const packages = scripts.flatMap((url) => /packages\/([^/]+)\/src/.exec(url)?.[1] ?? []);
  expect(new Set(packages)).toEqual(new Set(["clearml-ts", "protocol", "archive"]));
});
