import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { anyPorts, RunningCommand } from "../../command.fixture.ts";

vi.setConfig({ testTimeout: 120_000 });

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "clearml-ts-test-"));
});
afterEach(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

async function users(args: readonly string[], stdin = "") {
  await using command = new RunningCommand(["server", "users", ...args, "--data-dir", dataDir], {}, { stdin });
  return await command.end();
}

const login = (api: string, name: string, password: string) =>
  fetch(`${api}/auth.login`, { method: "POST", headers: { authorization: `Basic ${btoa(`${name}:${password}`)}` } });

test("people are let in, given another password and removed while the server runs", async () => {
  await using server = new RunningCommand(["server", ...anyPorts, "--json", "--show-secret", "--data-dir", dataDir]);
  const { api } = await server.ready();

  expect(await users(["list"])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Nobody has a password\./) });
  expect(await users(["add", "ada", "--admin"], "analytical\n")).toMatchObject({
    status: 0,
    stderr: "",
    stdout: "ada (admin) can enter with this password. Nobody enters by name alone any more.\n",
  });
  expect((await login(api, "ada", "analytical")).status).toBe(200);
  expect((await users(["passwd", "ada"], "difference engine")).stdout).toBe("ada has another password.\n");
  expect((await login(api, "ada", "analytical")).status).toBe(401);
  expect((await login(api, "ada", "difference engine")).status).toBe(200);
  expect((await users(["list"])).stdout).toMatch(/^ada {2}admin {2}password of \d{4}-\d\d-\d\d\n$/);
  expect(JSON.parse((await users(["list", "--json"])).stdout)).toMatchObject([{ name: "ada", role: "admin" }]);
  expect(JSON.parse((await users(["remove", "ada", "--json"])).stdout)).toEqual({ removed: "ada" });
  expect((await login(api, "ada", "difference engine")).status).toBe(401);
});

test("it is said when the server knew somebody by the name, and when key pairs were revoked", async () => {
  await using server = new RunningCommand(["server", ...anyPorts, "--json", "--show-secret", "--data-dir", dataDir]);
  const { api, accessKey, secretKey } = await server.ready();
  const authorization = `Basic ${btoa(`${accessKey}:${secretKey}`)}`;
  const call = async (endpoint: string, body: object, headers: object = {}) => {
    const init = { method: "POST", headers: { authorization, ...headers }, body: JSON.stringify(body) };
    return ((await (await fetch(`${api}/${endpoint}`, init)).json()) as { data: { id: string } }).data;
  };
  const company = "d1bd92a3b039400cbafc60a7a5b1e52b";
  const { id } = await call("auth.create_user", { name: "eve", company, email: "eve@test.ai" });
  await call("auth.create_credentials", {}, { "x-clearml-impersonate-as": id });

  const { stdout } = await users(["add", "eve", "--admin"], "analytical\n");
  expect(stdout).toContain("eve (admin) can enter with this password.");
  expect(stdout).toContain("The server knew a user of this name already");
  expect(stdout).toContain("Key pairs that others may have made before were revoked: 1.");
});

test("the first account can be made before the server was ever started", async () => {
  const fresh = join(dataDir, "fresh");
  await using command = new RunningCommand(
    ["server", "users", "add", "ada", "--data-dir", fresh],
    {},
    { stdin: "analytical" },
  );

  expect((await command.end()).status).toBe(0);
});

test("what cannot be done is one line and status 1", async () => {
  await users(["add", "grace"], "nanoseconds");
  const refusals = [
    [["add", "ada"], "short", 'Cannot add the account "ada": the password is shorter than 8 characters.'],
    [["add", "ada"], "", "No password was given. Type it in, or pipe it in."],
    [
      ["passwd", "ada"],
      "analytical",
      'Cannot change the account "ada": there is no such account. List them to see their names.',
    ],
  ] as const;
  for (const [args, stdin, message] of refusals) {
    expect(await users(args, stdin)).toMatchObject({ status: 1, stdout: "", stderr: `clearml-ts: ${message}\n` });
  }
});
