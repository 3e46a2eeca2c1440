import { ApiError, type TaskEvent } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { readEnvironment } from "../config/environment.ts";
import { type ConfigOptions, resolveConfig } from "../config/resolve-config.ts";
import { AuthenticationError, ConnectionError } from "../errors.ts";
import { createTransport } from "../transport/transport.ts";
import { BatchItemTooLargeError } from "./batch.ts";
import { type FakeApi, startFakeApi } from "./fake-api.fixture.ts";
import { Session } from "./session.ts";

interface OpenOptions extends ConfigOptions {
  now?: () => number;
  conf?: string;
  signal?: AbortSignal;
}

async function open(api: Pick<FakeApi, "url">, { now, conf = "", signal, ...options }: OpenOptions = {}) {
  const servers = { apiServer: api.url, webServer: api.url, filesServer: api.url };
  const keys = options.token === undefined ? { accessKey: "ACCESSKEY", secretKey: "secret" } : {};
  const config = resolveConfig(
    { ...servers, ...keys, workerName: "worker-1", ...options },
    { environment: readEnvironment({}), files: [{ path: "clearml.conf", text: conf }] },
  );
  return await Session.open({ config, now, retry: { minDelay: 1 }, transport: await createTransport(api.url) }, signal);
}

const endpoints = (api: FakeApi) => api.calls.map(({ endpoint }) => endpoint);

test("logs in with the key pair and calls with the token, in the version both sides speak", async () => {
  await using api = await startFakeApi();
  await using session = await open(api);
  const reply = await session.call("tasks.create", { name: "demo", type: "training" });

  const [login, call] = api.calls;
  expect(login).toMatchObject({ path: "/auth.login", method: "POST", body: "{}" });
  expect(login?.headers.authorization).toBe(`Basic ${btoa("ACCESSKEY:secret")}`);
  expect(call).toMatchObject({ path: "/v2.34/tasks.create", method: "POST" });
  expect(call?.headers).toMatchObject({
    authorization: expect.stringMatching(/^Bearer h\./),
    "content-type": "application/json",
    "accept-encoding": "identity",
    "x-clearml-worker": "worker-1",
    "x-trains-worker": "worker-1",
    "x-clearml-client": expect.stringMatching(/^clearml-server-2\.3\.0, clearml-ts-\d/),
  });
  expect(reply).toEqual({ echo: '{"name":"demo","type":"training"}' });
  expect(session.user).toEqual({ id: "u1", name: "Ana" });
  expect(await session.authorize()).toEqual({ authorization: call?.headers.authorization });
});

test("an older server is spoken to in its own version", async () => {
  await using api = await startFakeApi();
  api.claims = { api_version: "2.9", identity: { user: "u1" } };
  await using session = await open(api);
  expect(session.apiVersion).toBe("2.9");
  expect(session.user).toEqual({ id: "u1", name: "u1" });
});

test("a given token serves to get a first one, and that one to get the next", async () => {
  await using api = await startFakeApi();
  await using session = await open(api, { token: "given" });
  api.revoke();
  await session.call("projects.get_all", {});

  const logins = api.calls.filter(({ endpoint }) => endpoint === "auth.login");
  expect(logins.map(({ headers }) => headers.authorization)).toEqual([
    "Bearer given",
    api.calls[1]?.headers.authorization,
  ]);
});

test("a lifetime that is configured is asked for", async () => {
  await using api = await startFakeApi();
  await using _session = await open(api, { conf: "api.auth.req_token_expiration_sec = 60" });
  expect(api.calls[0]?.body).toBe('{"expiration_sec":60}');
});

test("a token is replaced ahead of its end, whatever the clock of the server says", async () => {
  await using api = await startFakeApi();
  let now = Date.UTC(2030, 0, 1);
  await using session = await open(api, { now: () => now });

  now += (3600 - 361) * 1000;
  await session.call("debug.ping", {});
  expect(endpoints(api)).toEqual(["auth.login", "debug.ping"]);
  now += 2000;
  await session.call("debug.ping", {});
  expect(endpoints(api).slice(2)).toEqual(["auth.login", "debug.ping"]);
});

test("callers whose token was revoked share one login and resend with the new token", async () => {
  await using api = await startFakeApi();
  await using session = await open(api);
  api.revoke();

  const names = ["a", "b", "c"];
  const replies = await Promise.all(names.map((name) => session.call("projects.get_all", { name })));

  expect(replies.map((reply) => (reply as unknown as { echo: string }).echo)).toEqual(
    names.map((name) => JSON.stringify({ name })),
  );
  expect(endpoints(api).filter((endpoint) => endpoint === "auth.login")).toHaveLength(2);
});

test("a call that is refused with a fresh token, too, is an authentication error", async () => {
  await using api = await startFakeApi();
  await using session = await open(api);
  api.before = async ({ endpoint }) => {
    if (endpoint !== "auth.login") {
      api.revoke();
    }
  };
  await expect(session.call("debug.ping", {})).rejects.toThrow(AuthenticationError);
  expect(endpoints(api).slice(1)).toEqual(["debug.ping", "auth.login", "debug.ping"]);
});

test("wrong credentials are an error that names the server, and of the key no more than four characters", async () => {
  await using api = await startFakeApi();
  api.faults = [{ status: 401, msg: "Unauthorized (invalid credentials)", subcode: 22 }];
  const failure = await open(api).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(AuthenticationError);
  expect(String(failure)).toContain(`${api.url} does not accept the access key ACCE…`);
  expect(JSON.stringify(failure) + String(failure)).not.toMatch(/ACCESS|secret/);
});

test.each([
  ["429", { status: 429 }],
  ["502", { status: 502, html: "<html>" }],
  ["503", { status: 503 }],
  ["504", { status: 504, html: "" }],
  ["509", { status: 509 }],
  ["a cut connection", "cut"],
  ["a connection that is cut in mid-body", "cut in the body"],
] as const)("a call survives %s", async (_name, fault) => {
  await using api = await startFakeApi();
  await using session = await open(api);
  api.faults = [fault, fault];
  await session.call("debug.ping", {});
  expect(endpoints(api)).toEqual(["auth.login", ...Array(3).fill("debug.ping")]);
});

test("further answers can be configured to be tried again", async () => {
  await using api = await startFakeApi();
  await using session = await open(api, { conf: "api.http.extra_retry_codes = [500]" });
  api.faults = [{ status: 500 }];
  await session.call("debug.ping", {});
  expect(api.calls).toHaveLength(3);
});

test("attempts are bounded, and a caller can ask for none", async () => {
  await using api = await startFakeApi();
  await using session = await open(api);
  api.faults = Array(20).fill({ status: 503 });
  const call = session.call("debug.ping", {}, { retries: 0 });
  await expect(call).rejects.toThrow(/busy or restarting: it answers 503/);
  await expect(call).rejects.toMatchObject({ transient: true });
  expect(api.calls).toHaveLength(2);
  await expect(session.call("debug.ping", {}, { retries: 2 })).rejects.toThrow(ConnectionError);
  expect(api.calls).toHaveLength(5);
});

test("a refusal is an error with its codes, and is not tried again", async () => {
  await using api = await startFakeApi();
  await using session = await open(api);
  api.faults = [{ status: 400, msg: "Invalid task id: id=x", subcode: 101 }];
  const call = session.call("tasks.get_by_id", { task: "x" });
  await expect(call).rejects.toThrow(ApiError);
  await expect(call).rejects.toMatchObject({ endpoint: "tasks.get_by_id", resultCode: 400, resultSubcode: 101 });
  expect(api.calls).toHaveLength(2);
});

test.each([
  [{ status: 200, html: "<html>the page</html>" }, /does not answer like a ClearML API server.*not to the web page/],
  [{ status: 302, html: "" }, /it redirects \(302\)/],
  [{ status: 413, html: "too large" }, /too large for a proxy/],
])("an answer of something else (%j) says what to check", async (fault, message) => {
  await using api = await startFakeApi();
  api.faults = [fault];
  await expect(open(api)).rejects.toThrow(message);
  expect(api.calls).toHaveLength(1);
});

test("a server that is not there is an error that says where and what next", async () => {
  const api = await startFakeApi();
  await api.close();
  const failure = open(api);
  await expect(failure).rejects.toThrow(ConnectionError);
  await expect(failure).rejects.toThrow(`${api.url} cannot be reached (ECONNREFUSED)`);
});

test("a signal ends a call and the waiting between its attempts", async () => {
  await using api = await startFakeApi();
  await using session = await open(api);
  const controller = new AbortController();
  api.before = async () => controller.abort(new Error("never mind"));
  await expect(session.call("debug.ping", {}, { signal: controller.signal })).rejects.toThrow("never mind");
  await expect(session.call("debug.ping", {}, { signal: AbortSignal.abort(new Error("no")) })).rejects.toThrow("no");
  await expect(open(api, { signal: AbortSignal.abort(new Error("not at all")) })).rejects.toThrow("not at all");
});

test("closing rejects what is under way and what comes after, and twice is harmless", async () => {
  await using api = await startFakeApi();
  const session = await open(api);
  api.before = async () => session.close();
  await expect(session.call("debug.ping", {})).rejects.toThrow(/connection is closed/);
  await expect(session.call("debug.ping", {})).rejects.toThrow(/connection is closed/);
  await session.close();
});

test("a batch goes out as lines, in as many requests as the limit asks for", async () => {
  await using api = await startFakeApi();
  await using session = await open(api, { conf: "api.http.max_req_size = 150" });
  const events = ["um", "dois", "três"].map((msg): TaskEvent => ({ type: "log", task: "t1", level: "info", msg }));

  const replies = await session.sendBatch("events.add_batch", events);

  const requests = api.calls.slice(1);
  expect(requests.map(({ body }) => body.split("\n").length)).toEqual([2, 1]);
  expect(requests.flatMap(({ body }) => body.split("\n").map((line) => JSON.parse(line)))).toEqual(events);
  expect(requests[0]?.headers["content-type"]).toBe("application/json-lines");
  expect(requests[0]?.path).toBe("/v2.34/events.add_batch");
  expect(replies).toHaveLength(2);
});

test("items that are JSON already go out as they are", async () => {
  await using api = await startFakeApi();
  await using session = await open(api);
  const lines = ['{"type": "log", "msg": "um"}', '{ "type":"log","msg":"dois" }'];

  await session.sendLines("events.add_batch", lines);

  expect(api.calls.slice(1).map(({ body }) => body)).toEqual([lines.join("\n")]);
});

test("an item that is longer than a request may be is named before anything is sent", async () => {
  await using api = await startFakeApi();
  await using session = await open(api, { conf: "api.http.max_req_size = 100" });
  const events = ["short", "l".repeat(100)].map((msg): TaskEvent => ({ type: "log", task: "t", level: "info", msg }));
  const sending = session.sendBatch("events.add_batch", events);
  await expect(sending).rejects.toThrow(BatchItemTooLargeError);
  await expect(sending).rejects.toMatchObject({ index: 1, limit: 100 });
  expect(api.calls).toHaveLength(1);
});
