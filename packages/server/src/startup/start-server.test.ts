import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DataDirError, DataDirInUseError, ListenError, PortInUseError } from "../errors.ts";
import { basic, call, startTestServer } from "../fixtures/server.fixture.ts";
import type { Server } from "./server.ts";
import { startServer } from "./start-server.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "clearml-ts-test-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const anyPorts = { apiPort: 0, webPort: 0, filesPort: 0 };

test("key pair and owner are made on the first start and are the same on the next", async () => {
  const owner = async (server: Server) =>
    (await call<{ user: { id: string } }>(server, "users.get_current_user")).data.user;
  const start = () => startServer({ dataDir: folder, listen: false });

  const first = await start();
  const before = { credentials: first.credentials, owner: await owner(first) };
  await first.close();
  await using second = await start();

  expect({ credentials: second.credentials, owner: await owner(second) }).toEqual(before);
  expect((await stat(join(folder, "credentials.json"))).mode & 0o777).toBe(0o600);
});

test("a lost or damaged key pair is replaced, and the old one is still good", async () => {
  const first = await startServer({ dataDir: folder, listen: false });
  await first.close();
  await writeFile(join(folder, "credentials.json"), "{");
  await using second = await startServer({ dataDir: folder, listen: false });

  expect(second.credentials.accessKey).not.toBe(first.credentials.accessKey);
  expect((await call(second, "debug.ping")).result).toBe("200/0");
  expect((await call(second, "users.get_all", {}, basic(first.credentials))).result).toBe("200/0");
});

test("a key pair given at start is accepted, half of one is not", async () => {
  await using server = await startTestServer({ accessKey: "mine", secretKey: "secret" });

  expect(server.credentials).toMatchObject({ accessKey: "mine", secretKey: "secret" });
  expect((await call(server, "users.get_all")).result).toBe("200/0");
  await expect(startTestServer({ accessKey: "mine" })).rejects.toThrow(/go together/);
});

test("API, page and files answer on ports of their own and through fetch", async () => {
  await using server = await startServer({ dataDir: folder, ...anyPorts });
  const { api, web, files } = server.urls;

  expect(new Set([api, web, files]).size).toBe(3);
  for (const fetcher of [fetch, server.fetch]) {
    expect((await fetcher(`${api}/debug.ping`)).status).toBe(200);
    expect(await (await fetcher(`${files}/`)).text()).toBe("OK");
    // The page itself, where it was built: packages are tested without a build, too.
    const page = await (await fetcher(`${web}/`)).text();
    expect(page).toMatch(/<div id="page">|has not been built/);
    expect(page).not.toContain(server.credentials.secretKey);
  }
});

test("a request led here by another page or host name is refused", async () => {
  await using server = await startServer({ dataDir: folder, ...anyPorts });
  const { port } = new URL(server.urls.api);

  expect((await fetch(`${server.urls.api}/debug.ping`, { headers: { origin: "https://evil.example" } })).status).toBe(
    403,
  );
  expect((await fetch(`http://localhost:${port}/debug.ping`)).status).toBe(200);
});

test("fetch knows its own addresses only, and none once it is closed", async () => {
  const server = await startTestServer();

  await expect(server.fetch("http://example.com/")).rejects.toThrow(TypeError);
  await server.close();
  await server.close();
  await expect(server.fetch(server.urls.api)).rejects.toThrow(/closed/);
});

test("closing answers what is under way first", async () => {
  const server = await startTestServer();
  let finish = () => {};
  const body = new ReadableStream({
    start(controller) {
      finish = () => {
        controller.enqueue(new TextEncoder().encode('{"late": true}'));
        controller.close();
      };
    },
  });
  const answer = server.fetch(`${server.urls.api}/debug.ping`, { method: "POST", body, duplex: "half" });
  const closed = server.close();
  finish();

  expect(await (await answer).json()).toMatchObject({ data: { late: true } });
  await closed;
});

test("a port in use is named, and nothing stays open or held", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  const attempt = startServer({ dataDir: folder, ...anyPorts, filesPort: port });

  await expect(attempt).rejects.toThrow(PortInUseError);
  await expect(attempt).rejects.toMatchObject({ port, part: "files", message: expect.stringContaining(String(port)) });
  other.close();
  await (await startServer({ dataDir: folder, ...anyPorts, filesPort: port })).close();
});

test("an address that this machine does not have is refused", async () => {
  await expect(startServer({ dataDir: folder, ...anyPorts, host: "192.0.2.1" })).rejects.toThrow(ListenError);
});

test("a second server on the folder is refused with the pid of the first", async () => {
  await using _first = await startServer({ dataDir: folder, listen: false });
  const second = startServer({ dataDir: folder, listen: false });

  await expect(second).rejects.toThrow(DataDirInUseError);
  await expect(second).rejects.toMatchObject({ pid: process.pid });
});

test("a folder that cannot be one is refused", async () => {
  const file = join(folder, "file");
  await writeFile(file, "");

  await expect(startServer({ dataDir: file, listen: false })).rejects.toThrow(DataDirError);
});

test("a folder with something else in the place of its files is refused by name", async () => {
  await writeFile(join(folder, "clearml.db"), "no database".repeat(100));
  const attempt = startServer({ dataDir: folder, listen: false });

  await expect(attempt).rejects.toThrow(DataDirError);
  await expect(attempt).rejects.toThrow(folder);
});

test("what was acknowledged survives the server being killed, and its folder is free", async () => {
  for (let round = 0; round < 3; round++) {
    const child = startChild();
    const { urls, credentials } = await readyLine(child);
    await expect(startServer({ dataDir: folder, listen: false })).rejects.toMatchObject({ pid: child.pid });
    const made = await fetch(`${urls.api}/auth.create_credentials`, { method: "POST", headers: basic(credentials) });
    const { access_key, secret_key } = ((await made.json()) as Made).data.credentials;
    child.kill("SIGKILL");
    await once(child, "exit");

    await using server = await startServer({ dataDir: folder, listen: false });
    const headers = basic({ accessKey: access_key, secretKey: secret_key });
    expect((await call(server, "users.get_all", {}, headers)).result).toBe("200/0");
    expect(server.credentials.secretKey).toBe(credentials.secretKey);
  }
});

interface Made {
  data: { credentials: { access_key: string; secret_key: string } };
}

function startChild(): ChildProcess {
  const script = fileURLToPath(new URL("../fixtures/serve.fixture.ts", import.meta.url));
  return spawn(process.execPath, ["--conditions=@clearml-ts/source", "--import", "tsx", script, folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

async function readyLine(child: ChildProcess): Promise<Pick<Server, "urls" | "credentials">> {
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    return JSON.parse(line);
  }
  throw new Error("The server ended before it was ready.");
}
