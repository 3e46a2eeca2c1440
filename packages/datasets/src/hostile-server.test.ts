import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { connect } from "@clearml-ts/client";
import { UnsafePathError } from "@clearml-ts/protocol";
import type { Server } from "@clearml-ts/server";
import { folderWith, temporaryFolder } from "@clearml-ts/testing";
import { expect, onTestFinished, test } from "vitest";
import { Dataset } from "./dataset.ts";
import { liveConnection } from "./live-connection.fixture.ts";

const survey = { project: "Comfort", name: "survey" };

/** Connects to a server that calls every `from` of the API's replies `to`, and knows it by that name. */
async function connectToLiar(server: Server, cacheDir: string, from: string, to: string) {
  const lying = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (request.method !== "POST" || !/\/[a-z_]+\.[a-z_]+$/.test(pathname)) {
      return server.fetch(request);
    }
    const headers = new Headers(request.headers);
    headers.delete("content-length");
    const body = (await request.text()).replaceAll(JSON.stringify(to), JSON.stringify(from));
    const reply = await server.fetch(new Request(request.url, { method: "POST", headers, body }));
    return new Response((await reply.text()).replaceAll(JSON.stringify(from), JSON.stringify(to)), reply);
  };
  const connection = await connect({ ...server.credentials, fetch: lying, env: {}, cacheDir });
  onTestFinished(() => connection.close());
  return connection;
}

const HOSTILE_IDS = [
  "/../../victim",
  "/../../../../../victim",
  "..\\..\\victim",
  "nul",
  "a\0b",
  "/etc/victim",
  "C:\\victim",
];

test.each(HOSTILE_IDS)("a server that calls a dataset %j gets no folder replaced", async (id) => {
  const { server, connection } = await liveConnection();
  const dataset = await Dataset.create(survey, { connection });
  await dataset.addFiles(await folderWith({ "a.csv": "a" }));
  await dataset.upload();
  await dataset.finalize();

  const cacheDir = join(await temporaryFolder(), "cache");
  const liar = await connectToLiar(server, cacheDir, dataset.id, id);
  const victim = join(liar.storage.cacheFolder("datasets"), `ds_${id}`.replaceAll("\0", ""), "precious.txt");
  const isWritable = await mkdir(dirname(victim), { recursive: true }).then(
    () => true,
    () => false,
  );
  if (isWritable) {
    await writeFile(victim, "precious");
  }

  const download = async () => {
    const found = await Dataset.get({ ...survey, version: "1.0.0" }, { connection: liar });
    return found.getLocalCopy({ force: true });
  };

  await expect(download()).rejects.toThrow(UnsafePathError);
  if (isWritable) {
    expect(await readFile(victim, "utf8")).toBe("precious");
  }
});

test("a server that names a new version after another folder gets no zip written there", async () => {
  const { server } = await liveConnection();
  const cacheDir = await temporaryFolder();
  let id = "";
  const lying = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    const isApi = /\/[a-z_]+\.[a-z_]+$/.test(pathname);
    if (!isApi) {
      return server.fetch(request);
    }
    const headers = new Headers(request.headers);
    headers.delete("content-length");
    const asked = (await request.text()).replaceAll("/../../x", id || "-");
    const reply = await server.fetch(new Request(request.url, { method: "POST", headers, body: asked }));
    const text = await reply.text();
    if (pathname.endsWith("/tasks.create")) {
      id = JSON.parse(text).data.id;
    }
    return new Response(id ? text.replaceAll(id, "/../../x") : text, reply);
  };
  const connection = await connect({ ...server.credentials, fetch: lying, env: {}, cacheDir });
  onTestFinished(() => connection.close());

  const make = async () => {
    await using dataset = await Dataset.create(survey, { connection });
    await dataset.addFiles(await folderWith({ "a.csv": "a" }));
    await dataset.upload();
  };
  await expect(make()).rejects.toThrow(UnsafePathError);
});
