import { inspect } from "node:util";
import { startServer } from "@clearml-ts/server";
import { expect, test } from "vitest";
import { readEnvironment } from "./config/environment.ts";
import { resolveConfig } from "./config/resolve-config.ts";
import { completeServers } from "./config/servers.ts";
import { connect } from "./connect.ts";
import { AuthenticationError, CallTimeoutError, ConnectionError } from "./errors.ts";
import { refused } from "./session/login/login.ts";

const secret = "p4ssw0rd";
const apiServer = `http://ana:${secret}@api.example.test:8008`;

/** Everything that a log could show of a value. */
function printed(subject: unknown): string {
  const text = subject instanceof Error ? `${subject.message} ${subject.stack}` : "";
  return [text, inspect(subject, { depth: 9, showHidden: true }), JSON.stringify(subject), String(subject)].join();
}

const unanswered = {
  "refuses connections": async () => {
    throw new TypeError("fetch failed");
  },
  "is busy": async () => new Response("busy", { status: 503 }),
  "is another program": async () => new Response("<html>"),
  "returns no token": async () => Response.json({ meta: { result_code: 200 }, data: {} }),
  "does not accept the key": async () => Response.json({ meta: { result_code: 401, result_msg: "no" }, data: {} }),
  "stays silent": (request: Request) =>
    new Promise<Response>((_, reject) => {
      request.signal.addEventListener("abort", () => reject(request.signal.reason), { once: true });
    }),
};

test.each(Object.entries(unanswered))(
  "the error of a server that %s hides the password of its address",
  async (_, fetch) => {
    const keys = { accessKey: "AK", secretKey: "SK" };
    const retry = { retries: 0 };
    const error = await connect({ apiServer, ...keys, fetch, retry, timeout: 100, env: {} }).catch((caught) => caught);
    expect(error).toBeInstanceOf(error instanceof AuthenticationError ? AuthenticationError : ConnectionError);
    expect(error.apiServer).toBe("http://api.example.test:8008");
    expect(error.message).toContain("http://api.example.test:8008");
    expect(printed(error)).not.toContain(secret);
  },
);

test("errors that a program makes itself hide the password, too", () => {
  for (const error of [
    new ConnectionError("down", { apiServer }),
    new CallTimeoutError("debug.ping", { apiServer, timeout: 1 }),
    new AuthenticationError("refused", { apiServer }),
  ]) {
    expect(printed(error)).not.toContain(secret);
  }
});

test("a connection and its configuration print their addresses without the password, and call with it", async () => {
  await using server = await startServer({ database: ":memory:", listen: false });
  const withPassword = (url: string) => url.replace("://", `://ana:${secret}@`);
  const { credentials, urls } = server;
  await using connection = await connect({
    ...credentials,
    webServer: withPassword(urls.web),
    filesServer: withPassword(urls.files),
    env: { CLEARML_DEFAULT_OUTPUT_URI: withPassword(urls.files) },
    fetch: server.fetch,
  });
  expect(printed(connection)).not.toContain(secret);
  expect(printed(connection.config)).not.toContain(secret);
  expect(connection.pageUrl("datasets")).toBe(`${urls.web}/datasets`);
  expect(connection.config.filesServer).toBe(withPassword(urls.files));
});

test.each([
  "ftp://ana:p4ssw0rd@host",
  "http://ana:p4ssw0rd@",
  "http://ana:p4ssw0rd/x@host",
  "ana:p4ssw0rd@host:8008",
  "http://ana:p4ssw0rd@host",
])("an address that cannot be used is refused without its password: %s", (address) => {
  const refusal = (() => {
    try {
      return completeServers({ apiServer: address });
    } catch (error) {
      return error;
    }
  })();
  expect(refusal).toMatchObject({ name: "ConfigError" });
  expect(printed(refusal)).not.toContain(secret);
});

test("refused credentials name the server without its password", () => {
  const config = resolveConfig(
    { apiServer, accessKey: "AK", secretKey: "SK" },
    { environment: readEnvironment({}), files: [] },
  );
  expect(refused(config, "no").message).not.toContain(secret);
});
