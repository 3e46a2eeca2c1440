import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { type AddressInfo, connect as connectSocket } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "@clearml-ts/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { anyPorts, type ReadyLine, RunningCommand } from "../../command.fixture.ts";

vi.setConfig({ testTimeout: 60_000 });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "clearml-ts-test-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function startServer(...options: string[]): RunningCommand {
  return new RunningCommand(["server", ...anyPorts, "--data-dir", folder, ...options]);
}

function connectTo({ api, web, files, accessKey, secretKey }: ReadyLine) {
  return connect({
    apiServer: api,
    webServer: web,
    filesServer: files,
    accessKey,
    secretKey,
    cacheDir: folder,
    env: {},
  });
}

test("--json prints one line when ready, and what was stored is there after a restart", async () => {
  await using first = startServer("--json", "--show-secret");
  const before = await first.ready();
  expect(Object.keys(before)).toEqual(["api", "web", "files", "accessKey", "secretKey"]);
  const connection = await connectTo(before);
  await connection.services.projects.create({ name: "comfort" });
  const url = await connection.storage.upload("21.5", `${before.files}/comfort/mean.txt`);
  await connection.close();
  const { status, stdout, stderr } = await first.end("SIGTERM");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toBe(`${JSON.stringify(before)}\n`);

  await using second = new RunningCommand(["server", ...anyPorts, "--json", "--show-secret"], {
    CLEARML_TS_DATA_DIR: folder,
  });
  const after = await second.ready();
  expect(after.secretKey).toBe(before.secretKey);
  await using again = await connectTo(after);
  expect((await again.services.projects.getAll({ name: "comfort" })).projects).toHaveLength(1);
  const stored = await again.storage.read(url.replace(before.files, after.files));
  expect(Buffer.from(stored).toString()).toBe("21.5");
});

test("--json leaves the secret key out unless it is asked for", async () => {
  await using command = startServer("--json");

  expect(Object.keys(await command.ready())).toEqual(["api", "web", "files", "accessKey"]);
  const { secretKey } = JSON.parse(await readFile(join(folder, "credentials.json"), "utf8"));
  const { stdout, stderr } = await command.end("SIGTERM");
  expect(stdout + stderr).not.toContain(secretKey);
});

test("for people it prints how to connect, and Ctrl-C ends it", async () => {
  await using command = startServer();
  expect(await command.firstLine()).toBe("ClearML is ready.");
  const { status, stdout, stderr } = await command.end("SIGINT");

  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const { accessKey, secretKey } = JSON.parse(await readFile(join(folder, "credentials.json"), "utf8"));
  // One line a key: what is pasted over `clearml-init`'s own lines stays readable, and so does a comparison of the two.
  expect(stdout).toContain(`
    credentials {
      "access_key" = "${accessKey}"
      "secret_key" = "${secretKey}"
    }
`);
  expect(stdout).toContain(`export CLEARML_API_SECRET_KEY=${secretKey}`);
});

test("where others can open the page, it says at which addresses, that nobody can enter yet, and how to change that", async () => {
  const output = async (...options: string[]) => {
    await using command = startServer(...options);
    await command.firstLine();
    return (await command.end("SIGTERM")).stdout;
  };

  const alone = await output();
  expect(alone).toContain("a name is enough: only this machine can open it");
  expect(alone).not.toContain("Other machines");
  const open = await output("--host", "0.0.0.0");
  expect(open).toContain(`clearml-ts server users add NAME --data-dir '${folder}'`);
  const { address } =
    Object.values(networkInterfaces())
      .flat()
      .find((each) => each?.family === "IPv4" && !each.internal) ?? {};
  expect(open.includes(`  page   http://${address}:`)).toBe(address !== undefined);
});

test("a folder that holds no web UI is one line and status 1", async () => {
  await expectRefusal(startServer("--webapp", join(folder, "none")), join(folder, "none"));
});

test("a second signal ends it at once", async () => {
  await using command = startServer("--json", "--show-secret");
  const { api } = await command.ready();
  const { port } = new URL(api);
  const upload = connectSocket(Number(port), "127.0.0.1");
  await once(upload, "connect");
  upload.write("POST /debug.ping HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{");
  upload.on("error", () => {});
  // A request that came later is answered, so the upload has begun.
  expect((await fetch(`${api}/debug.ping`)).status).toBe(200);

  command.send("SIGTERM");
  // It waits for the upload, and takes nothing new.
  await vi.waitFor(() => expect(fetch(`${api}/debug.ping`)).rejects.toThrow(), 60_000);
  const { status, signal } = await command.end("SIGINT");

  expect({ status, signal }).toEqual({ status: null, signal: "SIGINT" });
});

test("a port in use is one line and status 1", async () => {
  await using other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;

  await expectRefusal(startServer("--files-port", String(port)), `127.0.0.1:${port}`);
});

test("a second server on the folder is one line and status 1", async () => {
  await using first = startServer("--json", "--show-secret");
  await first.ready();

  await expectRefusal(startServer(), `process ${first.pid}`);
});

test("a folder that cannot be used is one line and status 1", async () => {
  const file = join(folder, "file");
  await writeFile(file, "");
  await writeFile(join(folder, "clearml.db"), "no database ".repeat(100));

  await expectRefusal(startServer("--data-dir", file), file);
  await expectRefusal(startServer("--data-dir", join(file, "below")), file);
  await expectRefusal(startServer(), folder);
});

test("an address that is not this machine's is one line and status 1", async () => {
  await expectRefusal(startServer("--host", "192.0.2.1"), "192.0.2.1");
});

async function expectRefusal(command: RunningCommand, part: string): Promise<void> {
  const { status, stdout, stderr } = await command.end();
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/^clearml-ts: .+\n$/);
  expect(stderr).toContain(part);
}
