import fc from "fast-check";
import { ESCAPED } from "../sandbox.ts";
import { broken } from "./bodies.ts";
import type { Cast } from "./cast.ts";
import { oddText } from "./odd-texts.ts";
import type { WireRequest } from "./wire-request.ts";

const BOUNDARY = "soak-boundary";

/** Requests to the file server: paths that lead out of it, broken forms, ranges of every kind. */
export function fileRequest(cast: Cast): fc.Arbitrary<WireRequest> {
  return fc
    .oneof(
      { weight: 5, arbitrary: upload },
      { weight: 4, arbitrary: read(cast) },
      { weight: 2, arbitrary: deletion(cast) },
    )
    .map((request) => ({ ...request, headers: { authorization: `Bearer ${cast.signers.files}`, ...request.headers } }));
}

/** Names of files as they are meant, most of which lead somewhere they must not. */
const name: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .constantFrom(
        ...[
          "../",
          "../../",
          "../../../../../../",
          "a/../../",
          "./../",
          "..//",
          "....//",
          "..\\",
          "..\\..\\",
          "/",
          "//",
          "///tmp/",
        ],
        ...[
          "/tmp/",
          "/etc/",
          "file:///tmp/",
          "%2e%2e/",
          "%2e%2e%2f",
          "..%2f",
          "..%5c",
          "%252e%252e%252f",
          "..%c0%af",
          "..\u2215",
          "\uff0e\uff0e/",
        ],
        ...[
          "a\0/",
          "..\0/",
          "../canary/",
          "../../canary/deep/",
          "../data-not/",
          ".uploads/",
          ".uploads/../",
          "a/b/../../../",
          "C:\\",
          "\\\\host\\share\\",
        ],
      )
      .map((start) => `${start}${ESCAPED}`),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "../clearml.db",
      "../../canary/canary.txt",
      "../data-not/canary.txt",
      "../credentials.json",
      "../server.lock",
      ".uploads",
      "..",
      ".",
      "",
      "/",
      " ",
      "con",
      "nul.txt",
      "a/",
      "a/b",
      "a/b/c",
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom("x", "é", "a/", "漢", "..a/", "%41"),
        fc.constantFrom(100, 255, 256, 300, 2000, 5000, 20_000),
      )
      .map(([text, times]) => text.repeat(times)),
  },
  { weight: 2, arbitrary: oddText },
  { weight: 3, arbitrary: fc.constantFrom("soak/x.bin", "soak/a b+c#d?.bin", "soak/é漢.bin", "soak/deep/er/x.html") },
);

const contents = fc.constantFrom(
  Buffer.alloc(0),
  Buffer.from("x"),
  Buffer.alloc(70_000, 7),
  Buffer.from(`\r\n--${BOUNDARY}\r\n`),
  Buffer.from(`--${BOUNDARY}--`),
);

const upload: fc.Arbitrary<WireRequest> = fc
  .tuple(
    fc.array(fc.tuple(name, name, contents), { minLength: 1, maxLength: 3 }),
    fc.nat(3),
    fc.constantFrom(
      ...Array(12).fill(`multipart/form-data; boundary=${BOUNDARY}`),
      "multipart/form-data",
      "multipart/form-data; boundary=",
      "multipart/mixed; boundary=x",
      `multipart/form-data; boundary=${"b".repeat(3000)}`,
      "application/json",
      "x",
    ),
    fc.constantFrom("POST", "POST", "POST", "PUT", "PATCH"),
  )
  .chain(([parts, way, type, method]) => {
    const whole = formOf(parts);
    const body = way === 0 ? broken(fc.constant(whole)) : fc.constant(whole);
    return body.map(
      (bytes): WireRequest => ({
        kind: "upload",
        part: "files",
        method,
        target: "/",
        headers: { "content-type": type },
        body: bytes,
      }),
    );
  });

function formOf(parts: readonly (readonly [field: string, fileName: string, content: Buffer])[]): Buffer {
  const pieces = parts.flatMap(([field, fileName, content]) => [
    Buffer.from(
      `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${quoted(field)}"; filename="${quoted(fileName)}"\r\n\r\n`,
    ),
    content,
    Buffer.from("\r\n"),
  ]);
  return Buffer.concat([...pieces, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

/** As browsers quote names in a form; a few characters stay as they are, to see what they do. */
function quoted(text: string): string {
  return text.replace(/"/g, "%22").slice(0, 30_000);
}

const range = fc.oneof(
  fc.constantFrom(
    "bytes=0-",
    "bytes=0-0",
    "bytes=-1",
    "bytes=-0",
    "bytes=5-2",
    "bytes=4999-",
    "bytes=5000-",
    "bytes=0-99999999999999999999",
    "bytes=-99999999999999999999",
    "bytes=0-1,3-4",
    "bytes=a-b",
    "lines=0-1",
    "bytes",
    "bytes=--1",
    "bytes=0x1-2",
    `bytes=${"0-1,".repeat(1000)}0-1`,
  ),
  fc.tuple(fc.nat(6000), fc.nat(6000)).map(([start, end]) => `bytes=${start}-${end}`),
);

function target(cast: Cast): fc.Arbitrary<string> {
  const existing = fc.nat(3).map((number) => `/${cast.pick("file", number)}`);
  const query = fc.constantFrom("", "", "", "?download", "?download=1", "?%zz", "?x=\u00ff", "#a");
  return fc
    .tuple(
      fc.oneof({ weight: 2, arbitrary: existing }, { weight: 3, arbitrary: name.map((path) => `/${asTarget(path)}`) }),
      query,
    )
    .map((parts) => parts.join(""));
}

/** A path as it can stand behind a method: what is no visible ASCII is quoted, percent signs stay. */
function asTarget(path: string): string {
  // Half of a surrogate pair cannot be quoted.
  return Buffer.from(path)
    .toString()
    .replace(/[^\x21-\x7e]/gu, (character) => encodeURIComponent(character))
    .replaceAll("?", "%3F")
    .replaceAll("#", "%23")
    .slice(0, 12_000);
}

function read(cast: Cast): fc.Arbitrary<WireRequest> {
  const headers = fc.record(
    {
      range,
      "if-range": fc.constantFrom('"x"', "Thu, 01 Jan 2026 00:00:00 GMT", "x"),
      "if-none-match": fc.constantFrom("*", '"x", "y"', ",,"),
      "if-modified-since": fc.constantFrom("Thu, 01 Jan 2099 00:00:00 GMT", "x"),
      "accept-encoding": fc.constantFrom("gzip", "br", "x"),
    },
    { requiredKeys: [] },
  );
  return fc
    .tuple(target(cast), fc.constantFrom("GET", "GET", "GET", "HEAD", "OPTIONS", "TRACE"), headers)
    .map(([path, method, given]) => {
      const present = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined);
      return { kind: "download", part: "files", method, target: path, headers: Object.fromEntries(present) };
    });
}

function deletion(cast: Cast): fc.Arbitrary<WireRequest> {
  const one = target(cast).map(
    (path): WireRequest => ({ kind: "delete of files", part: "files", method: "DELETE", target: path, headers: {} }),
  );
  const files = fc.array(fc.oneof(name, target(cast)), { maxLength: 4 });
  const many = fc.oneof(
    { weight: 4, arbitrary: files.map((paths): unknown => ({ files: paths })) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<unknown>(
        {},
        [],
        null,
        { files: "x" },
        { files: [1] },
        { files: [null] },
        { files: [""] },
      ),
    },
  );
  return fc.oneof(
    one,
    many.map(
      (body): WireRequest => ({
        kind: "delete of files",
        part: "files",
        method: "POST",
        target: "/delete_many",
        headers: { "content-type": "application/json" },
        body: Buffer.from(JSON.stringify(body)),
      }),
    ),
  );
}
