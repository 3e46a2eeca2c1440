import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { connect } from "@clearml-ts/client";
import { startServer } from "@clearml-ts/server";
import { folderWith, temporaryFolder } from "@clearml-ts/testing";
import { expect, onTestFinished, test } from "vitest";
import { Dataset } from "../dataset.ts";
import { DatasetFileError } from "../errors.ts";
import { contentOf } from "../folder-content.fixture.ts";
import { liveConnection } from "../live-connection.fixture.ts";

const survey = { project: "Comfort", name: "survey" };
const files = Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`f${index}.txt`, `${index}`.repeat(400)]));
/** Two files a zip, and one in the last. */
const small = { chunkSize: 700 / 2 ** 20, compress: false };

/** A connection to a real server that refuses to store a file when it is told to, and counts the zips that were sent. */
async function fragileConnection() {
  const server = await startServer({ database: ":memory:", listen: false });
  onTestFinished(() => server.close());
  const state = { refuse: 0, zips: 0 };
  const fetch = async (request: Request) => {
    if (request.method === "POST" && request.headers.get("content-type")?.startsWith("multipart/form-data")) {
      const body = await request.clone().text();
      if (body.includes(".zip")) {
        state.zips += 1;
        if (state.zips === state.refuse) {
          return new Response("no room", { status: 507 });
        }
      }
    }
    return await server.fetch(request);
  };
  const open = async () => {
    const connection = await connect({
      ...server.credentials,
      ...{ fetch, env: {}, onWarning: () => {}, cacheDir: await temporaryFolder() },
    });
    onTestFinished(() => connection.close());
    return connection;
  };
  return { state, open };
}

test("an upload that failed goes on in another process, and sends no zip again that had arrived", async () => {
  const { state, open } = await fragileConnection();
  const dataset = await Dataset.create(survey, { connection: await open() });
  await dataset.addFiles(await folderWith(files));
  state.refuse = 3;
  await expect(dataset.upload(small)).rejects.toThrow(/507/);
  await dataset.close();
  expect(state.zips).toBe(3);

  const again = await Dataset.get({ id: dataset.id }, { connection: await open() });
  expect(again.listFiles().length - [...again.entries.values()].filter(({ chunk }) => chunk).length).toBe(3);
  await again.upload(small);
  await again.finalize();
  expect(state.zips).toBe(5);
  expect([...again.task.artifacts.keys()].sort()).toEqual(["data", "data_001", "data_002", "data_003", "state"]);
  expect(await contentOf(await again.getLocalCopy())).toEqual(files);
});

test("a zip that arrived, and that a crash kept from being written down, is replaced", async () => {
  const { connection } = await liveConnection();
  const dataset = await Dataset.create(survey, { connection });
  await dataset.addFiles(await folderWith(files));
  const folder = await folderWith({ "orphan.zip": "as if" });
  await dataset.task.uploadArtifact("data", { path: join(folder, "orphan.zip") });
  const orphan = dataset.task.artifacts.get("data")?.url ?? "";
  await dataset.upload(small);
  await dataset.finalize();
  expect(await connection.storage.exists(orphan)).toBe(false);
  expect(await contentOf(await dataset.getLocalCopy())).toEqual(files);
});

test("an upload can be called off, and goes on later", async () => {
  const { connection } = await liveConnection();
  const dataset = await Dataset.create(survey, { connection });
  await dataset.addFiles(await folderWith(files));
  const controller = new AbortController();
  const onProgress = () => controller.abort(new Error("enough"));
  await expect(dataset.upload({ ...small, onProgress, signal: controller.signal })).rejects.toThrow("enough");
  const stored = [...dataset.entries.values()].filter(({ chunk }) => chunk !== undefined).length;
  expect(stored).toBeGreaterThan(0);
  expect(stored).toBeLessThan(7);
  await dataset.upload(small);
  await dataset.finalize();
  expect(await contentOf(await dataset.getLocalCopy())).toEqual(files);
});

test("a version that was aborted is opened again by whoever changes it", async () => {
  const { server, connection } = await liveConnection();
  const dataset = await Dataset.create(survey, { connection });
  await dataset.task.stop();
  const elsewhere = await liveConnection({ server });
  const found = await Dataset.get({ id: dataset.id }, elsewhere);
  expect(found.status).toBe("stopped");
  await found.addFiles(await folderWith({ "a.csv": "a" }));
  await found.finalize({ autoUpload: true });
  expect(found.isFinal).toBe(true);
  expect(elsewhere.warnings.join()).toContain("was aborted. It is opened again");
});

test("a file that changes or goes between adding and sending is named, and nothing of its zip is stored", async () => {
  const { connection } = await liveConnection();
  const folder = await folderWith({ "a.csv": "a", "b.csv": "b" });
  const dataset = await Dataset.create(survey, { connection });
  await dataset.addFiles(folder);
  await writeFile(join(folder, "b.csv"), "c");
  await expect(dataset.upload()).rejects.toMatchObject({ name: "DatasetFileError", path: join(folder, "b.csv") });
  await writeFile(join(folder, "b.csv"), "longer than it was");
  await expect(dataset.upload()).rejects.toThrow(/changed after it was added/);
  await rm(join(folder, "b.csv"));
  await expect(dataset.upload()).rejects.toThrow(/is gone since it was added/);
  expect([...dataset.task.artifacts.keys()]).toEqual(["state"]);
  await expect(dataset.upload({ uploadAsExternalLinks: true })).rejects.toThrow(DatasetFileError);
});

test("files go to the store that an upload names, each by itself where that is asked for", async () => {
  const { connection } = await liveConnection();
  const store = await temporaryFolder();
  const dataset = await Dataset.create(survey, { connection });
  await dataset.addFiles(await folderWith({ "a.csv": "a", "sub/b.csv": "b" }));
  await dataset.upload({ outputUrl: `file://${store}`, uploadAsExternalLinks: true });
  expect(dataset.isDirty).toBe(false);
  expect(dataset.getDefaultStorage()).toBe(`file://${store}`);
  await dataset.addFiles(await folderWith({ "c.csv": "c" }));
  await dataset.upload();
  await dataset.finalize();
  expect(Array.from(dataset.links.values(), ({ link }) => link)).toEqual([
    `file://${store}/external_links/${dataset.id}/a.csv`,
    `file://${store}/external_links/${dataset.id}/sub/b.csv`,
  ]);
  expect(dataset.task.artifacts.get("data")?.url.startsWith(`file://${store}/`)).toBe(true);
  expect(await contentOf(await dataset.getLocalCopy())).toEqual({ "a.csv": "a", "c.csv": "c", "sub/b.csv": "b" });
});
