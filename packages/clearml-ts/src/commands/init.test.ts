import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { connect } from "@clearml-ts/client";
import { type Server, startServer } from "@clearml-ts/server";
import { temporaryFolder } from "@clearml-ts/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { RunningCommand } from "../command.fixture.ts";

let server: Server;
beforeAll(async () => {
  server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
});
afterAll(() => server.close());

let home = "";
beforeEach(async () => {
  home = await temporaryFolder();
});

function init(stdin: string, ...args: string[]) {
  return new RunningCommand(["init", ...args], { HOME: home }, { stdin }).end();
}

function block(secretKey = server.credentials.secretKey): string {
  const { apiServer, webServer, filesServer, accessKey } = server.credentials;
  return `api {
    api_server: ${apiServer}
    web_server: ${webServer}
    files_server: ${filesServer}
    credentials { "access_key" = "${accessKey}", "secret_key" = "${secretKey}" }
  }`;
}

test("the pasted block becomes a file that only the user can read, and programs connect with it", async () => {
  const { status, stdout, stderr } = await init(block());
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const file = join(home, "clearml.conf");
  expect(stdout).toContain(`Logged in to ${server.urls.api}`);
  expect(stdout).toContain(`Wrote ${file}.`);
  expect(stdout).not.toContain(server.credentials.secretKey);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await using connection = await connect({ env: { HOME: home } });
  expect(connection.config).toMatchObject({ apiServer: server.urls.api, filesServer: server.urls.files });
});

test("credentials that the server does not accept are not written", async () => {
  const { status, stderr } = await init(block("wrong"));
  expect(status).toBe(1);
  expect(stderr).toContain("does not accept the access key");
  await expect(stat(join(home, "clearml.conf"))).rejects.toThrow("ENOENT");
  expect((await init(block("wrong"), "--no-test")).status).toBe(0);
});

test("a file that is there stays, and is kept beside the new one when it is replaced", async () => {
  const file = join(home, "clearml.conf");
  await writeFile(file, "# mine\n");
  const refused = await init(block());
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain("--force");
  expect(await readFile(file, "utf8")).toBe("# mine\n");

  const { status, stdout } = await init(block(), "--force", "--json");
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ file, old: `${file}.old`, apiServer: server.urls.api });
  expect(await readFile(`${file}.old`, "utf8")).toBe("# mine\n");
  expect(await readFile(file, "utf8")).toContain(server.credentials.accessKey);
});

test("settings come from options and variables without a question", async () => {
  const { apiServer, webServer, filesServer, accessKey, secretKey } = server.credentials;
  const args = ["--api-server", apiServer, "--web-server", webServer, "--files-server", filesServer];
  const command = ["init", "--from-env", "--file", join(home, "other.conf"), "--access-key", accessKey, ...args];
  const env = { HOME: home, CLEARML_API_SECRET_KEY: secretKey };
  expect(await new RunningCommand(command, env).end()).toMatchObject({ status: 0, stderr: "" });
  await using connection = await connect({ configFile: join(home, "other.conf"), env: { HOME: home } });
  expect(connection.config.webServer).toBe(webServer);
});

test("settings that are missing are named", async () => {
  const { status, stderr } = await init("api { web_server: http://localhost:8080 }");
  expect(status).toBe(1);
  expect(stderr).toContain("lacks the access key and secret key");
});
