import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startServer } from "@clearml-ts/server";
import { temporaryFolder } from "@clearml-ts/testing";
import { beforeEach, expect, test } from "vitest";
import { connect } from "./connect.ts";
import { AuthenticationError, ConfigError, ConnectionError } from "./errors.ts";

let home = "";
beforeEach(async () => {
  home = await temporaryFolder();
});

const inMemory = () => startServer({ database: ":memory:", listen: false });

test("connects to a server in the same process, without a port", async () => {
  await using server = await inMemory();
  await using connection = await connect({ ...server.credentials, fetch: server.fetch, env: { HOME: home } });

  const { id } = await connection.services.projects.create({ name: "demo" });
  const { project } = await connection.services.projects.getById({ project: id });

  expect(project.name).toBe("demo");
  expect(connection.session.apiVersion).toBe("2.34");
  expect(connection.session.user.id).not.toBe("");
});

test("files go to the file server with the token of the session", async () => {
  await using server = await inMemory();
  await using connection = await connect({ ...server.credentials, fetch: server.fetch, env: { HOME: home } });
  const { storage, config } = connection;

  const url = await storage.upload("olá", `${config.filesServer}/demo/ação 1%22.txt`);

  expect(url).toBe(`${server.urls.files}/demo/a%C3%A7%C3%A3o%201%2522.txt`);
  expect(String(Buffer.from(await storage.read(url)))).toBe("olá");
  expect(await storage.getLocalCopy(url)).toContain(join(home, ".clearml", "cache", "storage_manager", "global"));
  expect(await storage.remove(url)).toBe(true);
  expect(await storage.exists(url)).toBe(false);
});

test("a clearml.conf is all it takes", async () => {
  await using server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
  const { api, web, files } = server.urls;
  const { accessKey, secretKey } = server.credentials;
  const text = `api {
    api_server: ${api}
    web_server: ${web}
    files_server: ${files}
    credentials { "access_key" = "${accessKey}", "secret_key" = "${secretKey}" }
  }`;
  await writeFile(join(home, "clearml.conf"), text);

  await using connection = await connect({ env: { HOME: home } });

  expect(connection.config).toMatchObject({ apiServer: api, webServer: web, filesServer: files });
  await connection.services.debug.ping();
  const url = await connection.storage.upload("x", `${files}/x.txt`);
  expect(await connection.storage.size(url)).toBe(1);
});

test("an unconfigured, a wrong and an absent ClearML are three different errors", async () => {
  const server = await inMemory();
  const here = { ...server.credentials, fetch: server.fetch, env: { HOME: home }, retry: { minDelay: 1 } };

  await expect(connect({ env: { HOME: home } })).rejects.toThrow(ConfigError);
  await expect(connect({ ...here, secretKey: "wrong" })).rejects.toThrow(AuthenticationError);
  await server.close();
  await expect(connect(here)).rejects.toThrow(ConnectionError);
});
