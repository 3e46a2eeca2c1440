import { randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { expect, test, vi } from "vitest";
import { anyPorts, type ReadyLine, RunningCommand, run } from "../../command.fixture.ts";
import { Workspace } from "./data-folder.fixture.ts";

// The system refuses the processes of these tests to make a file larger than a limit, so that writing fails in earnest.

vi.setConfig({ testTimeout: 120_000 });

function apiOf({ api, files, accessKey, secretKey }: ReadyLine) {
  const call = async (endpoint: string, body: string | object, type = "application/json") => {
    const response = await fetch(`${api}/${endpoint}`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${accessKey}:${secretKey}`)}`, "content-type": type },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    return (await response.json()) as { meta: { result_code: number }; data: Record<string, unknown> };
  };
  const upload = async (path: string, content: Uint8Array<ArrayBuffer>) => {
    const { data } = await call("auth.login", {});
    const body = new FormData();
    body.append(path, new Blob([content]), "file");
    const headers = { authorization: `Bearer ${data["token"]}` };
    const response = await fetch(files, { method: "POST", headers, body });
    return { status: response.status, text: await response.text() };
  };
  return { call, upload };
}

test("where the disk takes no more, calls and uploads are refused, and what was acknowledged is there", async () => {
  await using space = await Workspace.create();
  const args = ["server", ...anyPorts, "--data-dir", space.dataDir, "--json", "--show-secret"];
  await using limited = new RunningCommand(args, {}, { largestFile: 3_000_000 });
  const { call, upload } = apiOf(await limited.ready());

  const refused = await upload("a/large.bin", randomBytes(4_000_000));
  expect(refused).toEqual({ status: 507, text: "the file is larger than the disk takes" });
  expect(await readdir(space.at("data", "files"), { recursive: true })).toEqual([".uploads"]);
  expect((await upload("a/small.bin", randomBytes(1000))).status).toBe(200);

  const { data } = await call("tasks.create", { name: "talkative", type: "training" });
  const task = data["id"];
  const line = JSON.stringify({ type: "log", task, level: "info", msg: "x".repeat(5000) });
  let acknowledged = 0;
  let code = 200;
  while (code === 200 && acknowledged < 10_000) {
    code = (await call("events.add_batch", Array(20).fill(line).join("\n"), "application/json-lines")).meta.result_code;
    if (code === 200) {
      acknowledged += 20;
    }
  }
  expect(code).toBe(500);
  const total = async (ask: typeof call) => (await ask("events.get_task_log", { task, batch_size: 1 })).data["total"];
  expect(await total(call)).toBe(acknowledged);
  const { status } = await limited.end("SIGTERM");
  expect(status).toBe(0);

  const doctor = await run("server", "doctor", ...anyPorts, "--data-dir", space.dataDir, "--json");
  expect(JSON.parse(doctor.stdout)["findings"]).toContainEqual(
    expect.objectContaining({ check: "database", status: "ok" }),
  );
  await using again = new RunningCommand(args);
  const free = apiOf(await again.ready());
  expect(await total(free.call)).toBe(acknowledged);
  expect((await free.call("events.add_batch", line, "application/json-lines")).meta.result_code).toBe(200);
  expect((await free.upload("a/large.bin", randomBytes(4_000_000))).status).toBe(200);
});

test("a start for which the disk has no room is one line and status 1, and the next one with room is fine", async () => {
  await using space = await Workspace.create();
  const args = ["server", ...anyPorts, "--data-dir", space.dataDir, "--json", "--show-secret"];

  const { status, stdout, stderr } = await new RunningCommand(args, {}, { largestFile: 100_000 }).end();
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/^clearml-ts: Cannot use the data folder .+\n$/);

  await using again = new RunningCommand(args);
  await again.ready();
});
