import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { TaskEvent } from "@clearml-ts/protocol";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { newOfflineId } from "./session-files.ts";
import { SessionFolder } from "./session-folder.ts";

function scalar(value: number): TaskEvent {
  return { type: "training_stats_scalar", task: "t", metric: "m", variant: "v", iter: value, value };
}

async function newSession() {
  const folder = new SessionFolder(join(await temporaryFolder(), newOfflineId()));
  await folder.create({
    id: "t",
    name: "task",
    type: "training",
    project_name: "demo",
    offline_folder: folder.path,
    offline_output_models: [],
  });
  return folder;
}

test("a batch that is sent again by who recovers it is there once", async () => {
  const folder = await newSession();
  const console: TaskEvent = { type: "log", task: "t", msg: "a line" };
  for (const batch of [[scalar(1)], [scalar(2), console], [scalar(2), console]]) {
    expect(await folder.append(batch)).toBe(true);
  }
  const metrics = (await readFile(join(folder.path, "metrics.jsonl"), "utf8")).trim().split("\n");
  expect(metrics.map((line) => JSON.parse(line))).toEqual([[scalar(1)], [scalar(2)]]);
  expect(JSON.parse(await readFile(join(folder.path, "log.jsonl"), "utf8"))).toEqual([console]);
});

test("changes at the same time do not undo each other", async () => {
  const folder = await newSession();
  const numbers = Array.from({ length: 20 }, (_, number) => String(number));
  await Promise.all(numbers.map((tag) => folder.change((file) => ({ ...file, tags: [...(file.tags ?? []), tag] }))));
  expect((await folder.read())?.tags).toEqual(numbers);
});

test("a folder that is not a session takes nothing", async () => {
  const folder = new SessionFolder(join(await temporaryFolder(), newOfflineId()));
  expect(await folder.read()).toBeUndefined();
  expect(await folder.append([scalar(1)])).toBe(false);
  expect(await folder.change((file) => file)).toBe(false);
});
