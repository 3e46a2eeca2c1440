import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { startServer } from "@clearml-ts/server";
import { expect, inject, onTestFinished, test } from "vitest";
import { root } from "../fixtures/root.ts";

const execute = promisify(execFile);

const program = `
from clearml.backend_api.session.client import APIClient
from clearml.backend_api import Session
client = APIClient()
print(client.session.host, client.projects.create(name="from python").id, Session.get_files_server_host())
`;

test("the Python SDK connects with the file that clearml-ts init wrote", async () => {
  const server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
  onTestFinished(() => server.close());
  const home = await mkdtemp(join(tmpdir(), "clearml-init-"));
  onTestFinished(() => rm(home, { recursive: true }));
  const env = { PATH: process.env["PATH"], HOME: home, CLEARML_SUPPRESS_UPDATE_MESSAGE: "1" };
  const { urls, credentials } = server;
  const command = execute(process.execPath, [join(root, "packages/clearml-ts/dist/cli.js"), "init"], { env });
  command.child.stdin?.end(`api {
    web_server: ${urls.web}
    api_server: ${urls.api}
    files_server: ${urls.files}
    credentials { "access_key" = "${credentials.accessKey}", "secret_key" = "${credentials.secretKey}" }
  }`);
  expect((await command).stdout).toContain("Wrote");

  const python = join(dirname(inject("python")), "python");
  const { stdout } = await execute(python, ["-c", program], { env, cwd: home });
  expect(stdout.trim().split("\n").at(-1)).toMatch(new RegExp(`^${urls.api} [\\da-f]{32} ${urls.files}$`));
});
