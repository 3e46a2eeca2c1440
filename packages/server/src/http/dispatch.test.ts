import { expect, test } from "vitest";
import { basic, call, startTestServer } from "../fixtures/server.fixture.ts";

test("an answer comes in the official envelope", async () => {
  await using server = await startTestServer();
  const { status, meta, headers } = await call(server, "v2.5/users.get_preferences");

  expect(status).toBe(200);
  expect(meta).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{32}$/),
    trx: meta.id,
    endpoint: { name: "users.get_preferences", requested_version: "2.5", actual_version: "1.0" },
    result_code: 200,
    result_subcode: 0,
    result_msg: "OK",
    error_stack: null,
    error_data: {},
  });
  expect(headers.get("content-type")).toBe("application/json");
  expect(headers.get("server")).toBe("clearml");
});

test("versions below 2.1 are answered with numbers, and a path without one asks for the newest", async () => {
  await using server = await startTestServer();

  expect((await call(server, "v1.5/server.info")).meta.endpoint).toMatchObject({
    requested_version: 1.5,
    actual_version: 1.0,
  });
  expect((await call(server, "server.info")).meta.endpoint).toMatchObject({
    requested_version: "2.34",
    actual_version: "2.12",
  });
});

test("the handler with the greatest version not above the one asked for answers", async () => {
  await using server = await startTestServer();
  const keys = async (version: string) => Object.keys((await call(server, `${version}/server.info`)).data);

  expect(await keys("v2.1")).not.toContain("uid");
  expect(await keys("v2.9")).toContain("uid");
  expect(await keys("v2.9")).not.toContain("api_version");
  expect(await keys("v999.0")).toContain("api_version");
});

test("malformed paths and unknown endpoints have codes of their own", async () => {
  await using server = await startTestServer();

  expect((await call(server, "v2/debug.ping")).result).toBe("400/0");
  expect((await call(server, "v2.9/nothing.here")).result).toBe("404/0");
  expect((await call(server, "toString.constructor")).result).toBe("404/0");
  expect((await call(server, "v1.9/tasks.completed")).result).toBe("404/0");
});

test("the body is read whatever its type claims, and the query string is merged in", async () => {
  await using server = await startTestServer();
  const response = await server.fetch(`${server.urls.api}/debug.ping?b.c=2&list[]=x`, {
    method: "PUT",
    headers: { "content-type": "text/plain" },
    body: '{"a": 1, "gone": null}',
  });

  expect(await response.json()).toMatchObject({ data: { a: 1, b: { c: 2 }, list: ["x"] } });
  expect((await call(server, "debug.ping", "null")).data).toEqual({ msg: "ClearML server" });
});

test.each(["{", "[1]", '"text"', `{"a":${"[".repeat(300)}${"]".repeat(300)}}`])(
  "a body that is not an object to work with is refused: %.20s",
  async (body) => {
    await using server = await startTestServer();

    expect((await call(server, "debug.ping", body)).result).toBe("400/0");
  },
);

test("a body that breaks off, is not text or never ends is refused, and is nobody's fault but the caller's", async () => {
  const errors: unknown[] = [];
  await using server = await startTestServer({ onError: (error) => errors.push(error) });
  const send = (body: Uint8Array<ArrayBuffer> | ReadableStream) =>
    server.fetch(`${server.urls.api}/debug.ping`, { method: "POST", body, duplex: "half" });
  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error("gone")) });
  const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1 << 20)) });

  expect((await send(broken)).status).toBe(400);
  expect((await send(new Uint8Array([0xff, 0xfe]))).status).toBe(400);
  expect((await send(endless)).status).toBe(413);
  expect(errors).toEqual([]);
});

test("a form is small, and a batch has no more than a million items", { timeout: 600_000 }, async () => {
  await using server = await startTestServer();
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const batch = { ...basic(server.credentials), "content-type": "application/json-lines" };

  expect((await call(server, "debug.ping", "a=1&".repeat(100_000), form)).data).toMatchObject({
    a: { length: 100_000 },
  });
  expect((await call(server, "debug.ping", "a=1&".repeat(200_000), form)).result).toBe("413/0");
  expect((await call(server, "events.add_batch", "{}\n".repeat(300_001), batch)).result).toBe("413/0");
  expect((await call(server, "events.add_batch", "\n".repeat(1_000_000), batch)).result).toBe("400/17");
});

test("broken lines of a batch are refused", async () => {
  await using server = await startTestServer();
  const headers = { ...basic(server.credentials), "content-type": "application/json-lines" };

  expect((await call(server, "events.add_batch", '{"a":1}\n{', headers)).result).toBe("400/0");
  expect((await call(server, "events.add_batch", "\n[1]\n", headers)).result).toBe("400/0");
});

test("a field of the wrong type or a missing one is refused by name", async () => {
  await using server = await startTestServer();
  const missing = await call(server, "users.get_by_id");
  const wrong = await call(server, "users.get_by_id", { user: 5 });

  expect(missing.result).toBe("400/12");
  expect(missing.meta.result_msg).toContain("user");
  expect(wrong.result).toBe("400/12");
  expect(wrong.data).toEqual({});
});

test("the caller is looked at before the body", async () => {
  await using server = await startTestServer();

  expect((await call(server, "users.get_all", "{", {})).result).toBe("401/20");
});

test("the transaction id of the caller comes back, under both spellings", async () => {
  await using server = await startTestServer();

  expect((await call(server, "debug.ping", {}, { "x-clearml-trx": "abc" })).meta.trx).toBe("abc");
  expect((await call(server, "debug.ping", {}, { "x-trains-trx": "abc" })).meta.trx).toBe("abc");
});

test("compressed bodies are not taken", async () => {
  await using server = await startTestServer();
  const url = `${server.urls.api}/debug.ping`;
  const compressed = await server.fetch(url, { method: "POST", headers: { "content-encoding": "gzip" }, body: "x" });
  expect(compressed.status).toBe(415);
});

test("an error of ours is told to the owner, and to the caller only that there was one", async () => {
  const errors: unknown[] = [];
  let isBroken = false;
  await using server = await startTestServer({
    now: () => {
      if (isBroken) {
        throw new Error("broken clock");
      }
      return new Date();
    },
    onError: (error) => errors.push(error),
  });
  isBroken = true;
  const { result, meta } = await call(server, "auth.create_credentials");

  expect(result).toBe("500/0");
  expect(meta.result_msg).not.toContain("clock");
  expect(errors).toEqual([new Error("broken clock")]);
  isBroken = false;
});

test("a body of more values than a call needs is refused before it is parsed, a long text of commas is not", async () => {
  await using server = await startTestServer();

  expect((await call(server, "debug.ping", `{"a":[${"[],".repeat(130_000)}[]]}`)).result).toBe("413/0");
  expect((await call(server, "debug.ping", `{"a":[${"[],".repeat(100_000)}[]]}`)).result).toBe("200/0");
  expect((await call(server, "debug.ping", `{"a":"${",".repeat(3_000_000)}"}`)).result).toBe("200/0");
});
