import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Server, startServer } from "@clearml-ts/server";
import { temporaryFolder } from "@clearml-ts/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type ExamineConnectionOptions, examineConnection } from "./examine-connection.ts";
import type { ConnectionFinding } from "./finding.ts";

let server: Server;
beforeAll(async () => {
  server = await startServer({ database: ":memory:", listen: false });
});
afterAll(() => server.close());

let file = "";
let home = "";
beforeEach(async () => {
  home = await temporaryFolder();
  file = join(home, "clearml.conf");
});

/** Writes a configuration file for the server, with some of it replaced, and examines the connection that it makes. */
async function examined(
  { secretKey = server.credentials.secretKey, filesServer = server.urls.files } = {},
  options: ExamineConnectionOptions = {},
) {
  const { urls, credentials } = server;
  const text = `api {
    api_server: ${urls.api}
    web_server: ${urls.web}
    files_server: ${filesServer}
    credentials { "access_key" = "${credentials.accessKey}", "secret_key" = "${secretKey}" }
  }`;
  await writeFile(file, text);
  const retry = { retries: 1, minDelay: 1 };
  const examination = await examineConnection({ fetch: server.fetch, env: { HOME: home }, retry, ...options });
  const of = (check: ConnectionFinding["check"]) => examination.findings.filter((finding) => finding.check === check);
  return { ...examination, of };
}

test("a connection that works is healthy, and says where its settings come from", async () => {
  const { healthy, configFiles, of, findings } = await examined();
  expect(healthy).toBe(true);
  expect(configFiles).toEqual([file]);
  expect(of("configuration")[0]?.message).toBe(`API server ${server.urls.api} from api.api_server in ${file}`);
  expect(of("login")[0]).toMatchObject({ status: "ok" });
  expect(of("versions")[0]?.message).toContain("API 2.34");
  expect(of("files")[0]).toMatchObject({ status: "ok" });
  expect(JSON.stringify(findings)).not.toContain(server.credentials.secretKey);
});

test("a variable that hides the file is named", async () => {
  const env = { HOME: home, CLEARML_API_HOST: server.urls.api };
  expect((await examined({}, { env })).of("configuration")[0]?.message).toContain("from CLEARML_API_HOST");
});

test("credentials that are not accepted name the key, a server that is not there its address", async () => {
  const wrong = await examined({ secretKey: "wrong" });
  expect(wrong.healthy).toBe(false);
  expect(wrong.of("login")[0]).toMatchObject({
    status: "problem",
    setting: `api.credentials.access_key in ${file}`,
    message: expect.stringContaining("does not accept the access key"),
  });
  const gone = await examined({}, { fetch: () => Promise.reject(new TypeError("fetch failed")) });
  expect(gone.of("login")[0]).toMatchObject({ status: "problem", setting: `api.api_server in ${file}` });
});

test("a file server that is not one is named", async () => {
  const { healthy, of } = await examined({ filesServer: server.urls.web });
  expect(healthy).toBe(false);
  expect(of("files")[0]).toMatchObject({ status: "problem", setting: `api.files_server in ${file}` });
});

test("a clock that is wrong is said", async () => {
  const behind = async (request: Request) => {
    const response = await server.fetch(request);
    response.headers.set("date", new Date(600_000).toUTCString());
    return response;
  };
  expect((await examined({}, { fetch: behind, now: () => 0 })).of("clock")[0]).toMatchObject({
    status: "warning",
    message: expect.stringMatching(/^the clock of this machine is 60[01] s behind that of the server$/),
  });
  expect((await examined({}, { fetch: behind, now: () => 600_000 })).of("clock")[0]).toMatchObject({ status: "ok" });
});

test("nothing configured is one finding that says what to do", async () => {
  const examination = await examineConnection({ env: { HOME: home } });
  expect(examination).toMatchObject({ healthy: false, configFiles: [], servers: undefined });
  expect(examination.findings).toMatchObject([
    { check: "configuration", status: "problem", message: expect.stringContaining("credentials are missing") },
  ]);
});
