import { createServer } from "node:http";
import { temporaryFolder } from "@clearml-ts/testing";
import { beforeEach, expect, test } from "vitest";
import { basic, call } from "../../fixtures/server.fixture.ts";
import type { Server } from "../../startup/server.ts";
import { startServer } from "../../startup/start-server.ts";
import { ownFiles } from "./own-files.ts";

const local = { called: "http://127.0.0.1:8008/tasks.create", files: "http://127.0.0.1:8081" };

test("an address of our files is kept without its port and shown with the present one", () => {
  const kept = ownFiles(local).keep('{"uri":"http://127.0.0.1:8081/a/b%20c.bin"}');

  expect(kept).toBe('{"uri":"http://files.clearml.localhost/a/b%20c.bin"}');
  expect(ownFiles({ ...local, files: "http://127.0.0.1:9999" }).show(kept)).toBe(
    '{"uri":"http://127.0.0.1:9999/a/b%20c.bin"}',
  );
});

test("every caller is shown the host name under which it called", () => {
  const kept = ownFiles(local).keep("http://127.0.0.1:8081/a");
  const shownTo = (called: string) => ownFiles({ ...local, called }).show(kept);

  expect(shownTo("http://localhost:8008/")).toBe("http://localhost:8081/a");
  expect(shownTo("http://host.docker.internal:8008/")).toBe("http://host.docker.internal:8081/a");
  expect(shownTo("http://[::1]:8008/")).toBe("http://[::1]:8081/a");
});

test.each([
  ["http://127.0.0.1:8008/", "http://127.0.0.1:8081"],
  ["http://127.0.0.1:8008/", String.raw`"{\"source\": \"http://127.0.0.1:8081/x\"}"`],
  ["http://127.0.0.1:8008/", String.raw`"http:\/\/127.0.0.1:8081\/x"`],
  ["http://[::1]:8008/", "http://[::1]:8081/x, http://127.0.0.1:8081/x"],
])("a caller at %s is shown what it sent: %s", (called, text) => {
  const { keep, show } = ownFiles({ ...local, called });

  expect(keep(text)).toContain("files.clearml.localhost");
  expect(show(keep(text))).toBe(text);
});

test.each([
  "http://127.0.0.1:80812/x",
  "http://127.0.0.1:8008/x",
  "http://127.0.0.1:8081.example.com/x",
  "http://127.0.0.1:8081@example.com/x",
  "https://127.0.0.1:8081/x",
  "http://localhost:8081/x",
  "connect to 127.0.0.1:8081",
])("what is not an address of our files in the caller's spelling is kept as it is: %s", (text) => {
  expect(ownFiles(local).keep(text)).toBe(text);
});

test("a file that a program beside the server has stored is found from another machine, and the other way round", () => {
  const beside = ownFiles(local);
  const elsewhere = ownFiles({ ...local, called: "http://192.168.1.5:8008/" });

  expect(elsewhere.show(beside.keep("http://127.0.0.1:8081/x"))).toBe("http://192.168.1.5:8081/x");
  expect(beside.show(elsewhere.keep("http://192.168.1.5:8081/x"))).toBe("http://127.0.0.1:8081/x");
});

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});

const start = () => startServer({ dataDir: folder, apiPort: 0, webPort: 0, filesPort: 0 });

async function store(server: Server): Promise<{ task: string; url: string }> {
  const { token } = (await call<{ token: string }>(server, "auth.login")).data;
  const form = new FormData();
  form.append("demo/table.json", new Blob(["[1]"]));
  await fetch(server.urls.files, { method: "POST", headers: { authorization: `Bearer ${token}` }, body: form });
  const url = `${server.urls.files}/demo/table.json`;
  const { id } = (await call<{ id: string }>(server, "tasks.create", { name: "stored", type: "training" })).data;
  await call(server, "tasks.add_or_update_artifacts", {
    task: id,
    artifacts: [{ key: "table", type: "JSON", uri: url }],
  });
  await call(server, "models.create", { name: "model", uri: url });
  const log = { type: "log", task: id, level: "info", msg: `stored at ${url}` };
  const plot = { type: "plot", task: id, metric: "m", variant: "v", plot_str: JSON.stringify({ source: url }) };
  const headers = { ...basic(server.credentials), "content-type": "application/json-lines" };
  await call(server, "events.add_batch", [log, plot].map((event) => JSON.stringify(event)).join("\n"), headers);
  return { task: id, url };
}

test("files are found again when the folder is served on other ports", async () => {
  const first = await start();
  const { task, url: before } = await store(first);
  await first.close();
  // The port is somebody else's now.
  const other = createServer().listen(Number(new URL(before).port), "127.0.0.1");
  await using server = await start();
  const url = `${server.urls.files}/demo/table.json`;
  expect(url).not.toBe(before);

  const artifacts = (await call(server, "tasks.get_by_id", { task })).data["task"];
  expect(artifacts).toMatchObject({ execution: { artifacts: [{ uri: url }] } });
  const { token } = (await call<{ token: string }>(server, "auth.login")).data;
  const file = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  expect(await file.json()).toEqual([1]);
  expect((await call(server, "models.get_all", { uri: [url] })).data["models"]).toHaveLength(1);
  expect((await call(server, `models.get_all?uri=${encodeURIComponent(url)}`)).data["models"]).toHaveLength(1);
  expect(JSON.stringify((await call(server, "events.get_task_plots", { task })).data)).toContain(url);
  expect((await call(server, "tasks.get_by_id", { task: url })).meta.result_msg).toContain(url);

  const log = await server.fetch(`${server.urls.api}/events.download_task_log`, {
    method: "POST",
    headers: basic(server.credentials),
    body: JSON.stringify({ task }),
  });
  expect(await log.text()).toContain(`stored at ${url}`);
  other.close();
});

test("files go with their task, wherever the folder was served when they came", async () => {
  const first = await start();
  const { task } = await store(first);
  await first.close();
  const second = await start();
  await call(second, "tasks.delete", { task, force: true });
  await second.close();
  await using server = await start();
  const { token } = (await call<{ token: string }>(server, "auth.login")).data;

  const headers = { authorization: `Bearer ${token}` };
  expect((await fetch(`${server.urls.files}/demo/table.json`, { headers })).status).toBe(404);
});
