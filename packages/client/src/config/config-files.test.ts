import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { temporaryFolder } from "@clearml-ts/testing";
import { beforeEach, expect, test } from "vitest";
import { ConfigError } from "../errors.ts";
import { readConfigFiles } from "./config-files.ts";
import { readEnvironment } from "./environment.ts";

let home = "";
beforeEach(async () => {
  home = await temporaryFolder();
});

async function namesRead(env: NodeJS.ProcessEnv = {}, configFile?: string) {
  const files = await readConfigFiles(readEnvironment({ HOME: home, ...env }), configFile);
  return files.map(({ path }) => basename(path));
}

test("both files of the home folder are read, the newer name last", async () => {
  expect(await namesRead()).toEqual([]);
  await writeFile(join(home, "clearml.conf"), "");
  await writeFile(join(home, "trains.conf"), "");
  expect(await namesRead()).toEqual(["trains.conf", "clearml.conf"]);
});

test("CLEARML_CONFIG_FILE is read instead, and may be missing", async () => {
  await writeFile(join(home, "clearml.conf"), "");
  await writeFile(join(home, "other.conf"), "");
  expect(await namesRead({ CLEARML_CONFIG_FILE: "~/other.conf" })).toEqual(["other.conf"]);
  expect(await namesRead({ CLEARML_CONFIG_FILE: "~/missing.conf" })).toEqual([]);
});

test("a file that was asked for must be there", async () => {
  await expect(namesRead({}, join(home, "gone.conf"))).rejects.toThrow(ConfigError);
  await expect(namesRead({}, home)).rejects.toThrow(/cannot be read/);
});
