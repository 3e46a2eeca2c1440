import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ArchiveError, ArchiveTooLargeError, createZip, UnsafeArchiveError } from "@clearml-ts/archive";
import { folderWith } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { liveConnection } from "../../live-connection.fixture.ts";
import { Task } from "../../task/task.ts";
import { OfflineSessionError } from "../errors.ts";
import { runOffline } from "../offline-task.fixture.ts";

/** A session with an artifact, whose `task.json` is changed as text. */
async function sessionWith(change: (text: string) => string): Promise<string> {
  const { folder } = await runOffline(async (task) => {
    await task.uploadArtifact("notes", "text");
  });
  const path = join(folder, "task.json");
  await writeFile(path, change(await readFile(path, "utf8")));
  return folder;
}

/** A zip of one file, whose bytes are changed. */
async function zipWith(change: (bytes: Buffer) => void): Promise<string> {
  const folder = await folderWith({ "aa/escape.txt": "x" });
  const path = join(folder, "session.zip");
  await createZip(path, [{ name: "aa/escape.txt", path: join(folder, "aa/escape.txt") }]);
  const bytes = await readFile(path);
  change(bytes);
  await writeFile(path, bytes);
  return path;
}

test.each<[problem: string, session: () => Promise<string>, error: new (...args: never[]) => Error, message: string]>([
  ["that is not there", async () => "/there/is/no/session.zip", OfflineSessionError, "is not there"],
  ["without its task", async () => folderWith({ "log.jsonl": "" }), OfflineSessionError, "has no task.json"],
  ["whose task is not JSON", () => sessionWith((text) => text.slice(0, -9)), OfflineSessionError, "is not JSON"],
  ["whose task is a list", () => sessionWith((text) => `[${text}]`), OfflineSessionError, "is not a JSON object"],
  [
    "without an id",
    () => sessionWith((text) => text.replace('"id": "offline', '"id": 5, "x": "')),
    OfflineSessionError,
    '"id"',
  ],
  [
    "with an artifact outside of it",
    () => sessionWith((text) => text.replaceAll("/data/field", "/data/../../field")),
    OfflineSessionError,
    "leads out of the session",
  ],
  [
    "that lacks an artifact",
    () => sessionWith((text) => text.replaceAll("/notes.txt", "/lost.txt")),
    OfflineSessionError,
    "lacks the file data/field/work/recorded.",
  ],
  [
    "with weights outside of it",
    () =>
      sessionWith((text) =>
        text.replace(
          'models": []',
          'models": [{"id": "m", "init": {}, "weights": {"weights_filename": "/etc/hostname"}}]',
        ),
      ),
    OfflineSessionError,
    "names weights outside of it",
  ],
  [
    "that is not a zip",
    async () => join(await folderWith({ "session.zip": "no" }), "session.zip"),
    ArchiveError,
    "could not be opened",
  ],
  [
    "whose zip would write elsewhere",
    () =>
      zipWith((bytes) => {
        for (let at = bytes.indexOf("aa/escape"); at !== -1; at = bytes.indexOf("aa/escape", at)) {
          bytes.write("..", at);
        }
      }),
    UnsafeArchiveError,
    "../escape.txt",
  ],
  [
    "whose zip is a bomb",
    () =>
      zipWith((bytes) => {
        bytes.writeUInt32LE(0xf000_0000, bytes.indexOf("PK\u0001\u0002", 0, "latin1") + 24);
      }),
    ArchiveTooLargeError,
    "aa/escape.txt",
  ],
])("a session %s is refused", async (_problem, session, error, message) => {
  const { connection } = await liveConnection();
  const importing = Task.importOfflineSession(await session(), {}, { connection });
  await expect(importing).rejects.toThrow(error);
  await expect(importing).rejects.toThrow(message);
});

test("an import that fails half-way leaves a task that has failed, and says why", async () => {
  const session = await sessionWith((text) => text.replaceAll("/notes.txt", "/lost.txt"));
  const { connection } = await liveConnection();
  await expect(Task.importOfflineSession(session, {}, { connection })).rejects.toMatchObject({
    lostFile: expect.stringMatching(/lost\.txt$/),
  });
  const task = await Task.get({ project: "field/work", name: "recorded" }, { connection });
  expect(task).toMatchObject({ status: "failed", record: { status_reason: expect.stringContaining("lost.txt") } });
});

test("a sample that is lost is told of, and everything else imported", async () => {
  const { folder } = await runOffline(async (task) => {
    await task.logger.reportMedia("notes", "first", { data: "x", extension: ".txt" });
    task.logger.reportScalar("loss", "train", 1, { iteration: 0 });
  });
  await rm(join(folder, "data"), { recursive: true });
  const { connection, warnings } = await liveConnection();
  const task = await Task.importOfflineSession(folder, {}, { connection });
  expect(await task.getAllReportedScalars()).toMatchObject({ loss: { train: { x: [0] } } });
  expect(warnings).toEqual([expect.stringContaining("lacks the file data/field/work/recorded.")]);
});

test("lines that a killed program left unfinished are left out, and told of", async () => {
  const { folder } = await runOffline((task) => task.logger.reportScalar("loss", "train", 1, { iteration: 0 }));
  const path = join(folder, "metrics.jsonl");
  await writeFile(path, `${await readFile(path, "utf8")}[{"task": "cut o`);
  const { connection, warnings } = await liveConnection();
  const task = await Task.importOfflineSession(folder, {}, { connection });
  expect(await task.getAllReportedScalars()).toMatchObject({ loss: { train: { x: [0] } } });
  expect(warnings).toEqual([expect.stringMatching(/^Line 2 of metrics.jsonl .* is damaged and left out/)]);
});
