import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Server, startServer } from "@clearml-ts/server";
import { temporaryFolder } from "@clearml-ts/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { RunningCommand } from "../command.fixture.ts";
import { configText } from "../setup/config-text.ts";

let server: Server;
beforeAll(async () => {
  server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
});
afterAll(() => server.close());

/** Runs the command with a configuration file. */
async function doctor(secretKey: string, ...args: string[]) {
  const home = await temporaryFolder();
  const file = join(home, "clearml.conf");
  await writeFile(file, configText({ ...server.credentials, secretKey }));
  return { file, ...(await new RunningCommand(["doctor", ...args], { HOME: home }).end()) };
}

test("a connection that works has status 0, and every check a line", async () => {
  const { file, status, stdout, stderr } = await doctor(server.credentials.secretKey);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toContain(`Read ${file}.`);
  for (const check of ["configuration", "login", "versions", "clock", "files"]) {
    expect(stdout).toMatch(new RegExp(`^ok +${check} `, "m"));
  }
});

test("a connection that does not work has status 1, and the setting to look at", async () => {
  const { file, status, stdout } = await doctor("wrong");
  expect(status).toBe(1);
  expect(stdout).toContain(`Look at api.credentials.access_key in ${file}.`);
});

test("--json prints one line that programs read", async () => {
  const { file, stdout } = await doctor(server.credentials.secretKey, "--json");
  expect(stdout.trim().split("\n")).toHaveLength(1);
  expect(JSON.parse(stdout)).toMatchObject({
    healthy: true,
    configFiles: [file],
    servers: { apiServer: server.urls.api },
  });
});
