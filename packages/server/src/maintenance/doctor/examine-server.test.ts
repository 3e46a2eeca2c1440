import { once } from "node:events";
import { chmod, mkdir, mkdtemp, open, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Database } from "../../database/driver.ts";
import { call } from "../../fixtures/server.fixture.ts";
import type { Server } from "../../startup/server.ts";
import { startServer } from "../../startup/start-server.ts";
import { judgeSpace } from "./check-machine.ts";
import { type ExamineServerOptions, examineServer } from "./examine-server.ts";

let folder: string;
let dataDir: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "clearml-ts-test-"));
  dataDir = join(folder, "data");
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function examine(options: ExamineServerOptions = {}) {
  const { findings, healthy } = await examineServer({ dataDir, apiPort: 0, webPort: 0, filesPort: 0, ...options });
  // How full the disk is that tests run on is not theirs to say.
  const complaints = findings.filter(({ check, status }) => status !== "ok" && check !== "disk");
  return {
    healthy,
    findings,
    complaints: complaints.map(({ check, status, message }) => `${status} ${check}: ${message}`),
  };
}

async function work(use: (server: Server) => Promise<unknown> = async () => {}): Promise<void> {
  await using server = await startServer({ dataDir, listen: false });
  await use(server);
}

/** Does to the database what no server does. */
function tamper(sql: string): void {
  const database = Database.open(join(dataDir, "clearml.db"));
  database.exec(`PRAGMA foreign_keys = OFF; ${sql}`);
  database.close();
}

async function store(path: string, modified: Date): Promise<void> {
  const place = join(dataDir, "files", path);
  await mkdir(dirname(place), { recursive: true });
  await writeFile(place, "0123456789");
  await utimes(place, modified, modified);
}

const longAgo = new Date("2020-01-01T00:00:00Z");

test("a folder that is well has nothing against it, at work or not, and is left as it is", async () => {
  await work(async (server) => {
    const during = await examine();
    expect(during).toMatchObject({ healthy: true, complaints: [] });
    expect(during.findings).toContainEqual({
      check: "server",
      status: "ok",
      message: `process ${process.pid} works on the folder`,
    });
    await call(server, "tasks.create", { name: "a task", type: "training" });
  });
  // Those of the log go when the last of the server is garbage.
  const names = async () => (await readdir(dataDir)).filter((name) => !/-(wal|shm)$/.test(name));
  const before = [await names(), await readFile(join(dataDir, "clearml.db"))];

  const { healthy, complaints, findings } = await examine();

  expect({ healthy, complaints }).toEqual({ healthy: true, complaints: [] });
  expect(findings.map(({ check }) => check)).toEqual([
    ...["folder", "server", "key pair", "database", "schema", "log", "events", "files", "clock", "disk", "ports"],
  ]);
  expect([await names(), await readFile(join(dataDir, "clearml.db"))]).toEqual(before);
});

test("files that records name and that are not there are found, and files that no record names", async () => {
  await work(async (server) => {
    const { files } = server.urls;
    const { data } = await call<{ id: string }>(server, "tasks.create", { name: "a task", type: "training" });
    const task = data.id;
    const artifact = (key: string, uri: string) => ({ key, uri, type: "text" });
    await call(server, "tasks.add_or_update_artifacts", {
      task,
      artifacts: [
        artifact("there", `${files}/a%20task/there.txt`),
        artifact("gone", `${files}/a%20task/gone.txt`),
        artifact("elsewhere", "http://elsewhere/a%20task/gone.txt"),
        // Known under the name that other machines use, as one of its files is here.
        artifact("outside", "http://files.example:8081/outside/there.txt"),
        artifact("outside, gone", "http://files.example:8081/outside/gone.txt"),
      ],
    });
    await call(server, "tasks.edit", { task, comment: `see [this](${files}/shown.png)`, force: true });
    const { data: model } = await call<{ id: string }>(server, "models.create", {
      name: "a model",
      uri: `${files}/going.bin`,
    });
    await call(server, "models.delete", { model: model.id });
    for (const path of ["a task/there.txt", "outside/there.txt", "shown.png", "going.bin", "old.bin"]) {
      await store(path, longAgo);
    }
    await store("just uploaded.bin", new Date());

    const { healthy, complaints, findings } = await examine();

    expect(healthy).toBe(true);
    expect(complaints).toEqual([
      `warning files: 2 files that records name are not there, such as a task/gone.txt of ${task}`,
      "warning files: 1 file (10 bytes) are named by no record, such as old.bin",
    ]);
    expect(findings).toContainEqual({
      check: "files",
      status: "ok",
      message: "6 files, 60 bytes, and 1 wait to be removed with their task",
    });
  });
});

test("images and plots name files as well", async () => {
  await work(async (server) => {
    const { data } = await call<{ id: string }>(server, "tasks.create", { name: "a task", type: "training" });
    const url = (name: string) => `${server.urls.files}/${name}.png`;
    await call(server, "events.add", {
      ...{ type: "training_debug_image", task: data.id, metric: "m", variant: "v", iter: 1, url: url("image") },
    });
    const plot_str = JSON.stringify({ layout: { images: [{ source: url("plot") }] } });
    await call(server, "events.add", { type: "plot", task: data.id, metric: "m", variant: "v", iter: 1, plot_str });
    await store("image.png", longAgo);
    await store("plot.png", longAgo);
    expect((await examine()).complaints).toEqual([]);

    await rm(join(dataDir, "files", "plot.png"));
    expect((await examine()).complaints).toEqual([
      `warning files: 1 file that records name are not there, such as plot.png of ${data.id}`,
    ]);
  });
});

test("events without their task are found", async () => {
  await work();
  tamper(`
    INSERT INTO event_series (id, owner, type, metric, variant, model_event) VALUES (1, 'gone', 'log', '', '', 0);
    INSERT INTO scalar_extras (series, iter, extra) VALUES (7, 1, '{}'), (7, 2, '{}'), (8, 1, '{}');
  `);
  expect((await examine()).complaints).toEqual([
    "warning events: some are left of tasks or models that are gone (1) and of curves without a name (2)",
  ]);
});

test("a database that is damaged, broken, newer or none at all is a problem", async () => {
  expect(await examine()).toMatchObject({ healthy: false, complaints: [`problem folder: ${dataDir} is not there`] });
  await mkdir(dataDir, { mode: 0o700 });
  expect(await examine()).toMatchObject({ healthy: false, complaints: ["problem database: there is none"] });

  await work();
  tamper("DELETE FROM users");
  expect(await examine()).toMatchObject({
    healthy: false,
    complaints: [expect.stringMatching(/^problem database: \d+ rows? of \w+ refer to nothing$/)],
  });
  tamper("DELETE FROM credentials; PRAGMA user_version = 1000");
  expect((await examine()).complaints).toEqual([
    expect.stringContaining("problem schema: number 1000, of a newer version"),
  ]);
  tamper("PRAGMA user_version = 3");
  expect((await examine()).complaints).toEqual([]);

  const file = await open(join(dataDir, "clearml.db"), "r+");
  await file.write(Buffer.alloc(8192, "x"), 0, 8192, 8192);
  await file.close();
  expect((await examine()).complaints).toContainEqual(expect.stringContaining("problem database: it is damaged"));
  await writeFile(join(dataDir, "clearml.db"), "no database at all ".repeat(1000));
  expect((await examine()).complaints).toEqual([expect.stringContaining("problem database: it cannot be read")]);
});

test("a folder and a key pair that others can read are worth a word", async () => {
  await work();
  await chmod(dataDir, 0o755);
  await chmod(join(dataDir, "credentials.json"), 0o644);
  expect((await examine()).complaints).toEqual([
    `warning folder: ${dataDir} can be entered by others, and secrets are in it`,
    `warning key pair: ${join(dataDir, "credentials.json")} can be read by others`,
  ]);
  await chmod(dataDir, 0o700);
  await writeFile(join(dataDir, "credentials.json"), "{");
  await chmod(join(dataDir, "credentials.json"), 0o600);
  expect((await examine()).complaints).toEqual([`warning key pair: ${join(dataDir, "credentials.json")} holds none`]);
});

test("a clock that went back and a port that is taken are worth a word", async () => {
  await work((server) => call(server, "tasks.create", { name: "a task", type: "training" }));
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;

  const { healthy, complaints } = await examine({ webPort: port, now: () => longAgo });

  other.close();

  expect(healthy).toBe(true);
  expect(complaints).toEqual([
    expect.stringMatching(/^warning clock: it says 2020-01-01T00:00:00.000Z, but a task was changed at 20/),
    expect.stringContaining(`warning ports: ${port}: listen EADDRINUSE`),
  ]);
});

test.each([
  [50e6, "problem", "50 MB are free"],
  [1.5e9, "warning", "1.5 GB are free"],
  [3e12, "ok", "3 TB are free"],
])("%d free bytes are: %s", (free, status, message) => {
  expect(judgeSpace(free)).toMatchObject({ check: "disk", status, message });
});
