import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { RunNoteFile } from "./run-note.ts";

test("a note is written although the one before could not be", async () => {
  const folder = join(await temporaryFolder(), "slot");
  await mkdir(folder);
  const notes = new RunNoteFile(folder);
  await rm(folder, { recursive: true });
  await expect(notes.write({ run: "r", task: "t", reported: 0 })).rejects.toThrow(/ENOENT/);
  await mkdir(folder);
  await notes.write({ run: "r", task: "t", reported: 7 });
  expect(await notes.read()).toEqual({ run: "r", task: "t", reported: 7 });
});
