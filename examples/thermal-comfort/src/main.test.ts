import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type Connection, connect } from "@clearml-ts/client";
import { type Server, startServer } from "@clearml-ts/server";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { RunResult } from "./cli/result.ts";

const example = dirname(dirname(fileURLToPath(import.meta.url)));
let folder: string;
let server: Server;
let connection: Connection;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "thermal-comfort-test-"));
  server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
  connection = await connect({ ...server.credentials, env: { HOME: folder } });
});
afterAll(async () => {
  await connection.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Outcome {
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs the command as a user would, without a terminal, against the test's server unless told otherwise. */
function start(args: string[], environment: Record<string, string> = {}): Promise<Outcome> {
  const command = ["--import", "tsx", join(example, "src/main.ts"), ...args];
  const { urls, credentials } = server;
  const env = {
    PATH: process.env["PATH"],
    HOME: folder,
    TMPDIR: folder,
    CLEARML_API_HOST: urls.api,
    CLEARML_WEB_HOST: urls.web,
    CLEARML_FILES_HOST: urls.files,
    CLEARML_API_ACCESS_KEY: credentials.accessKey,
    CLEARML_API_SECRET_KEY: credentials.secretKey,
    ...environment,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: example, env }, (error, stdout, stderr) => {
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** A survey of some months whose target can be learned. */
function survey(target: (row: number) => string): string {
  const rows = Array.from(
    { length: 240 },
    (_, row) => `2016-${String((row % 12) + 1).padStart(2, "0")}-05;${20 + (row % 10)};${target(row)}`,
  );
  return ["date;temperature;vote", ...rows].join("\n");
}

describe("wrong input is told in one line", () => {
  test.each([
    ["a missing file", () => ["--csv", join(folder, "nowhere.csv")], /There is no file .*nowhere\.csv/],
    ["an empty file", () => ["--csv", file("empty.csv", "")], /empty\.csv is empty/],
    ["a directory", () => ["--csv", folder], /is a directory/],
    [
      "a survey without the target",
      () => ["--csv", file("no-target.csv", survey(String)), "--target", "comfort"],
      /There is no column "comfort"/,
    ],
    [
      "another file in place of the ASHRAE database",
      () => ["--ashrae", file("own.csv", survey(String)), "--target", "vote"],
      /does not have the columns of the layout "ashrae"/,
    ],
    ["an unknown option", () => ["--modles", "3"], /unknown option '--modles'/],
    ["an unknown metric", () => ["--main-metric", "R3"], /Choose one of R2, RMSE/],
    ["a seed that is not a number", () => ["--seed", "one"], /must be a whole number/],
    ["a seed that is not a number, in Portuguese", () => ["--lang", "pt-BR", "--seed", "one"], /Deve ser um número/],
    ["a language that it does not speak", () => ["--lang", "pt"], /Allowed choices are en, pt-BR/],
    ["a controller's queue without a queue", () => ["--services-queue", "x"], /--queue takes one of/],
  ])("%s", async (_what, args, message) => {
    const { status, stdout, stderr } = await start(args());
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  });

  test("wrong credentials", async () => {
    const { status, stderr } = await start(["--json"], { CLEARML_API_SECRET_KEY: "wrong" });
    expect(stderr.trim().split("\n").at(-1)).toMatch(/^Error: .*credentials/i);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(status).toBe(1);
  });

  test("a queue that does not exist", async () => {
    const { status, stderr } = await start(["--json", "--queue", "nowhere", "--run-locally", "--project", "Nowhere"]);
    expect(stderr.trim().split("\n").at(-1)).toMatch(/^Error: No queue has the name or id "nowhere"/);
    expect(status).toBe(1);
  });

  test("a folder for the embedded server that cannot be used", async () => {
    const nothing = { CLEARML_API_HOST: "", CLEARML_API_ACCESS_KEY: "", CLEARML_API_SECRET_KEY: "" };
    const { status, stderr } = await start(["--json"], { ...nothing, CLEARML_TS_DATA_DIR: file("a-file", "") });
    expect(stderr.trim().split("\n").at(-1)).toMatch(/^Error: Cannot use the data folder/);
    expect(status).toBe(1);
  });
});

describe("a component that fails leaves its task failed, with the reason", () => {
  test.each([
    ["a target with one value", survey(() => "1"), /The target "vote" is 1 in all/],
    ["a target without values", survey(() => ""), /None of the 240 rows has a usable value/],
  ])("%s", async (what, text, message) => {
    const project = `Failing: ${what}`;
    const path = file(`${what.replaceAll(" ", "-")}.csv`, text);
    const { status, stderr } = await start(["--csv", path, "--target", "vote", "--project", project]);
    expect(stderr.trim().split("\n").at(-1)).toMatch(message);
    expect(status).toBe(1);

    const { tasks } = await connection.services.tasks.getAll({
      name: "^processData$",
      status: ["failed"],
      search_hidden: true,
      order_by: ["-last_update"],
    });
    expect(tasks[0]?.status_reason ?? tasks[0]?.status_message).toMatch(message);
    const { projects } = await connection.services.projects.getAll({
      name: `^${project}/\\.datasets/`,
      search_hidden: true,
    });
    expect(projects.map(({ name }) => name.split("/").at(-1))).toEqual(["raw survey"]);
  });
});

test("a run on a simulated survey ends with one line of JSON, and a second one does no work twice", async () => {
  const args = ["--json", "--no-tune", "--models", "4", "--project", "Twice"];
  const first = await start(args);
  expect(first.status, first.stderr).toBe(0);
  expect(first.stdout.trim().split("\n")).toHaveLength(1);
  const result = JSON.parse(first.stdout) as RunResult;
  expect(result).toMatchObject({
    project: "Twice",
    simulated: true,
    server: null,
    champion: { promoted: true, previous: null },
  });
  expect(Object.keys(result.tasks)).toEqual([
    "controller",
    "uploadRawData",
    "processData",
    "buildFeatures",
    "trainModels",
    "registerBestModel",
  ]);

  const second = await start(args);
  expect(second.status, second.stderr).toBe(0);
  const again = JSON.parse(second.stdout) as RunResult;
  expect(again.datasets).toEqual(result.datasets);
  expect(again.metrics).toEqual(result.metrics);
  expect(again.model).toEqual(result.model);
  expect(again.champion).toMatchObject({ promoted: false, previous: result.model?.id });
  const { uploadRawData, processData, buildFeatures } = result.tasks;
  expect(again.tasks).toMatchObject({ uploadRawData, processData, buildFeatures });
}, 600_000);

test("asked to end, it says so, and ends without waiting for the models", async () => {
  const args = ["--import", "tsx", join(example, "src/main.ts"), "--project", "Cut"];
  const env = { PATH: process.env["PATH"], HOME: folder, TMPDIR: folder, CLEARML_TS_DATA_DIR: join(folder, "cut") };
  const child = spawn(process.execPath, args, { cwd: example, env, stdio: ["ignore", "ignore", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = once(child, "close");
  const said: string[] = [];
  for await (const line of createInterface(child.stderr)) {
    said.push(line);
    if (line.includes("▸ trainModels")) {
      child.kill("SIGINT");
    }
  }
  expect(await ended).toEqual([130, null]);
  expect(said.join("\n")).toMatch(/▸ trainModels.*Stopping…/s);
  expect(said.join("\n")).not.toContain("✓ trainModels");
}, 600_000);
