import fc from "fast-check";
import type { ServerAddress } from "../../interop/fixtures/clearml-server.ts";
import { basic } from "../api-client.ts";
import { ESCAPED } from "../sandbox.ts";
import type { WireRequest } from "./wire-request.ts";

const targets = [
  ...[
    "/tasks.get_all",
    "/",
    "*",
    "",
    "tasks.get_all",
    "http://127.0.0.1/tasks.get_all",
    "//evil.example/x",
    "/a b",
    "/\0",
    "/tasks.get_all\0",
    "/\xff\xfe",
  ],
  ...[
    `/../../${ESCAPED}`,
    `/..\0/${ESCAPED}`,
    "/..\\..\\canary\\canary.txt",
    "/../../canary/canary.txt",
    "/%00",
    "/%",
    "/%ff",
    `/${"a".repeat(7000)}`,
    `/${"a".repeat(20_000)}`,
  ],
  ...["/[", "/tasks.get_all?[", "/\x7f", "http://[/", "/:80:90"],
];

const bodyHeaders: Record<string, string>[] = [
  {},
  { "content-length": "0" },
  { "content-length": "100" },
  { "content-length": "-1" },
  { "content-length": "99999999999999999999" },
  { "content-length": "x" },
  { "transfer-encoding": "chunked" },
  { "transfer-encoding": "chunked", "content-length": "5" },
  { "transfer-encoding": "gzip, chunked" },
  { expect: "200-ok" },
  { upgrade: "websocket", connection: "upgrade" },
  { "content-type": "multipart/form-data; boundary=x", "content-length": "60" },
];

const bodies = [
  "",
  "{}",
  "5\r\n{}   \r\n0\r\n\r\n",
  "fffffffff\r\n{}",
  "-5\r\nx",
  "zz\r\n",
  "5;ext=1\r\n12345\r\n0\r\nX-Trailer: y\r\n\r\n",
  '--x\r\ncontent-disposition: form-data; name="a"; filename="a"\r\n\r\nhalf',
  "{}GET / HTTP/1.1\r\n\r\n",
];

/** Requests that no HTTP library sends: bytes where letters belong, lengths that lie, connections that end in the middle. */
export function rawRequest(address: ServerAddress): fc.Arbitrary<WireRequest> {
  const hosts = fc.constantFrom<Record<string, string>[]>(
    { host: "127.0.0.1" },
    { host: "localhost" },
    {},
    { host: "" },
    { host: "a b" },
    { host: "[" },
    { host: "127.0.0.1:99999" },
    { host: "\xff" },
  );
  return fc
    .tuple(
      fc.constantFrom("api", "files", "web"),
      fc.constantFrom("GET", "POST", "HEAD", "CONNECT", "x", "G ET", ""),
      fc.constantFrom(...targets),
      hosts,
      fc.constantFrom(...bodyHeaders),
      fc.constantFrom(...bodies),
    )
    .map(([part, method, target, host, headers, body]) => ({
      ...{ kind: "broken HTTP", part, method, target, raw: true, body: Buffer.from(body, "latin1") },
      headers: { ...host, ...basic(address), connection: "close", ...headers },
    }));
}

/** Requests to the page. */
export const pageRequest: fc.Arbitrary<WireRequest> = fc
  .tuple(
    fc.constantFrom("GET", "POST", "HEAD", "DELETE"),
    fc.constantFrom(
      "/",
      "/x",
      "/../x",
      "/%2e%2e/%2e%2e/canary.txt",
      "/%00",
      "/%zz",
      "/index.html",
      "/api/x",
      "/files/x",
      `/${"a/".repeat(3000)}`,
    ),
  )
  .map(([method, target]) => ({ kind: "page", part: "web", method, target, headers: {} }));
