import { inspect } from "node:util";
import { startServer } from "@clearml-ts/server";
import { createMemoryDriver } from "@clearml-ts/storage/testing";
import { liveConnections } from "@clearml-ts/testing";
import { expect, test, vi } from "vitest";
import { connect } from "./connect.ts";

const liveConnection = liveConnections({ startServer, connect });

test("a connection prints without its secrets, however it is printed", async () => {
  const { connection, server } = await liveConnection();
  const { accessKey, secretKey } = server.credentials;
  for (const subject of [connection, connection.config, connection.config.credentials, { deep: { connection } }]) {
    const printed = [inspect(subject, { depth: 9, showHidden: true }), JSON.stringify(subject), String(subject)].join();
    expect(printed).not.toContain(secretKey);
    expect(printed).not.toContain(accessKey);
  }
  expect(String(connection)).toBe(`Connection to ${connection.config.apiServer}`);
  expect(JSON.parse(JSON.stringify(connection))).toMatchObject({ apiServer: connection.config.apiServer });
  expect(connection.config.credentials).toEqual({ kind: "keys", accessKey, secretKey });
});

test("secrets of configuration files stay hidden when the configuration is printed", async () => {
  const { server } = await liveConnection();
  const configFile = new URL("./with-secrets.fixture.conf", import.meta.url).pathname;
  await using connection = await connect({ ...server.credentials, fetch: server.fetch, env: {}, configFile });
  expect(JSON.stringify(connection.config.settings)).toContain("of the bucket");
  expect(inspect(connection.config, { depth: 9 }) + JSON.stringify(connection.config)).not.toContain("of the bucket");
});

test("pages are below the address of the web server", async () => {
  const { connection } = await liveConnection();
  expect(connection.pageUrl("projects/*/tasks/t/output/log")).toBe(
    `${connection.config.webServer}/projects/*/tasks/t/output/log`,
  );
});

test("each warning is told once, on the console where nobody listens", async () => {
  const { server, connection, warnings } = await liveConnection();
  connection.warn("the disk is slow");
  connection.warn("the disk is slow");
  expect(warnings).toEqual(["the disk is slow"]);

  const said = vi.spyOn(console, "warn").mockImplementation(() => {});
  await using other = await connect({ ...server.credentials, fetch: server.fetch, env: {} });
  other.warn("the disk is slow");
  other.warn("the disk is slow");
  expect(said.mock.calls).toEqual([["the disk is slow"]]);
  said.mockRestore();
});

test("a storage driver of the program is used for its addresses", async () => {
  const { server, cacheDir } = await liveConnection();
  const objects = new Map<string, Blob>();
  const options = {
    ...server.credentials,
    fetch: server.fetch,
    env: {},
    cacheDir,
    drivers: [createMemoryDriver(objects)],
  };
  await using connection = await connect(options);
  await connection.storage.upload("rows", "mem://comfort/rows.csv");
  expect(String(Buffer.from(await connection.storage.read("mem://comfort/rows.csv")))).toBe("rows");
  await connection.storage.upload("more", `${connection.config.filesServer}/more.csv`);
  expect([...objects.keys()]).toEqual(["mem://comfort/rows.csv"]);
});
