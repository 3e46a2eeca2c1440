import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Envelope } from "@clearml-ts/protocol";
import { afterEach, beforeEach, expect, test } from "vitest";
import { prepareKeyPair } from "../auth/secrets/first-start.ts";
import { createContext } from "../context.ts";
import { DataDir } from "../data-folder/data-dir.ts";
import { FileStore } from "../files/file-store.ts";
import { basic } from "../fixtures/server.fixture.ts";
import { createApiApp } from "../http/api-app.ts";
import { checkDatabase } from "../maintenance/database-check.ts";
import { runBatch } from "../routing/write.ts";
import { Database } from "./driver.ts";
import { GroupCommit } from "./group-commit.ts";
import { migrate } from "./migrations.ts";

// SQLite itself refuses to make the file longer, as it does on a disk without room.

let folder: string;
let database: Database;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "clearml-ts-test-"));
  database = Database.open(join(folder, "clearml.db"));
  migrate(database);
});
afterEach(async () => {
  expect(checkDatabase(database)).toEqual([]);
  database.close();
  await rm(folder, { recursive: true, force: true });
});

function leaveRoomFor(pages: number): void {
  const present = database.prepare("PRAGMA page_count").get<{ page_count: number }>()?.page_count ?? 0;
  database.exec(`PRAGMA max_page_count = ${present + pages}`);
}

async function startApi() {
  const bugs: unknown[] = [];
  const files = new FileStore(join(folder, "files"));
  await files.prepare();
  const context = createContext({
    database,
    clock: () => new Date(),
    files,
    filePath: () => undefined,
    local: true,
    configuration: () => ({}),
    reportBug: (error) => bugs.push(error),
  });
  const dataDir = await DataDir.temporary();
  const keyPair = await prepareKeyPair(context, dataDir, undefined);
  await dataDir.close();
  const app = createApiApp(context, []);
  const same = (text: string) => text;
  const call = async (endpoint: string, body: unknown, type = "application/json") => {
    const request = new Request(`http://api.example/${endpoint}`, {
      method: "POST",
      headers: { ...basic(keyPair), "content-type": type },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    const origin = { address: "127.0.0.1", ownPage: false, ownFiles: { keep: same, show: same } };
    const { meta, data } = (await (await app.fetch(request, origin)).json()) as Envelope<Record<string, unknown>>;
    return { result: `${meta.result_code}/${meta.result_subcode}`, data };
  };
  return { context, bugs, call };
}

function lines(task: unknown, count: number): string {
  return Array.from({ length: count }, (_, index) =>
    JSON.stringify({ type: "log", task, level: "info", msg: `${index} ${"x".repeat(5000)}` }),
  ).join("\n");
}

test("the API says that the disk is full, keeps nothing of that call, goes on reading, and writes again when there is room", async () => {
  const { call, bugs } = await startApi();
  const { data } = await call("tasks.create", { name: "a task", type: "training" });
  const task = data["id"];
  const report = (count: number) => call("events.add_batch", lines(task, count), "application/json-lines");
  const stored = async () => (await call("events.get_task_log", { task, batch_size: 1 })).data["total"];
  expect((await report(5)).result).toBe("200/0");

  leaveRoomFor(20);
  expect((await report(100)).result).toBe("500/4");
  expect(bugs).toHaveLength(1);
  expect(await stored()).toBe(5);
  expect((await call("tasks.get_by_id", { task })).result).toBe("200/0");
  const refused = await call("tasks.edit", { task, comment: "x".repeat(500_000) });
  expect(refused.result).toBe("500/4");

  // Deleting takes no room.
  const { data: other } = await call("tasks.create", { name: "another", type: "training" });
  expect((await call("tasks.delete", { task: other["id"] })).result).toBe("200/0");

  leaveRoomFor(1_000_000);
  expect((await report(100)).result).toBe("200/0");
  expect(await stored()).toBe(105);
});

test("whoever comes in on a full disk may read, although their coming cannot be noted", async () => {
  const { call, bugs } = await startApi();
  database.exec(
    "CREATE TRIGGER fill BEFORE UPDATE ON credentials BEGIN INSERT INTO settings VALUES ('fill', hex(randomblob(250000))); END",
  );
  leaveRoomFor(0);

  expect((await call("users.get_current_user", {})).result).toBe("200/0");
  expect(bugs).toEqual([]);
});

test("of several pieces of work that share a commit, nobody's is kept or acknowledged without room for all", async () => {
  const commit = new GroupCommit(database);
  const insert = (key: string, bytes: number) =>
    commit.run(() => database.prepare("INSERT INTO settings VALUES (?, ?)").run(key, "x".repeat(bytes)));
  leaveRoomFor(20);

  const attempts = await Promise.allSettled([insert("small", 10), insert("large", 500_000), insert("after", 10)]);

  const kept = database.prepare("SELECT key FROM settings ORDER BY key").all<{ key: string }>();
  const acknowledged = ["small", "large", "after"].filter((_, index) => attempts[index]?.status === "fulfilled");
  expect(kept.map(({ key }) => key)).toEqual(acknowledged.sort());
  expect(acknowledged).not.toContain("large");
  await insert("later", 10);
});

test("a batch whose transaction the disk has ended is refused as a whole", async () => {
  const { context } = await startApi();
  leaveRoomFor(20);
  const insert = database.prepare("INSERT INTO settings VALUES (?, ?)");
  const attempt = () =>
    database.transaction(() =>
      runBatch(context, ["first", "second", "third"], (key) => {
        insert.run(key, "x");
        // As SQLite does by itself, where it cannot undo a part of what was to be written.
        if (key === "second") {
          database.exec("ROLLBACK");
          insert.run("too large", "x".repeat(500_000));
        }
        return {};
      }),
    );

  expect(attempt).toThrow(/full/);
  expect(database.prepare("SELECT key FROM settings WHERE key IN ('first', 'third')").all()).toEqual([]);
});
