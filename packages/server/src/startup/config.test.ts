import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { resolveConfig } from "./config.ts";

test("the folder is the one given, else that of the environment, else one in the home folder", () => {
  const env = { CLEARML_TS_DATA_DIR: "from-env" };

  expect(resolveConfig({ dataDir: "given", env }).dataDir).toBe(resolve("given"));
  expect(resolveConfig({ env }).dataDir).toBe(resolve("from-env"));
  expect(resolveConfig({ env: { CLEARML_TS_DATA_DIR: "" } }).dataDir).toBe(join(homedir(), ".clearml-ts"));
});

test("by default it listens for this machine only, on ClearML's own ports", () => {
  expect(resolveConfig({ env: {} })).toMatchObject({
    listen: true,
    host: "127.0.0.1",
    ports: { api: 8008, web: 8080, files: 8081 },
  });
});
