import fc from "fast-check";
import type { Cast } from "./cast.ts";
import { fileName, fileTarget } from "./file-names.ts";
import { uploadRequest } from "./upload-request.ts";
import type { WireRequest } from "./wire-request.ts";

/** Requests to the file server: paths that lead out of it, broken forms, ranges of every kind. */
export function fileRequest(cast: Cast): fc.Arbitrary<WireRequest> {
  return fc
    .oneof(
      { weight: 5, arbitrary: uploadRequest },
      { weight: 4, arbitrary: download(cast) },
      { weight: 1, arbitrary: deletion(cast) },
      { weight: 1, arbitrary: deletionOfMany(cast) },
    )
    .map((request) => ({ ...request, headers: { authorization: `Bearer ${cast.signers.files}`, ...request.headers } }));
}

const range = fc.oneof(
  fc.constantFrom(
    ..."0- 0-0 -1 -0 5-2 4999- 5000- 0-99999999999999999999 -99999999999999999999 0-1,3-4 a-b --1 0x1-2"
      .split(" ")
      .map((places) => `bytes=${places}`),
    ...["lines=0-1", "bytes", `bytes=${"0-1,".repeat(1000)}0-1`],
  ),
  fc.tuple(fc.nat(6000), fc.nat(6000)).map(([start, end]) => `bytes=${start}-${end}`),
);

function download(cast: Cast): fc.Arbitrary<WireRequest> {
  const conditions = fc.record(
    {
      range,
      "if-range": fc.constantFrom('"x"', "Thu, 01 Jan 2026 00:00:00 GMT", "x"),
      "if-none-match": fc.constantFrom("*", '"x", "y"', ",,"),
      "if-modified-since": fc.constantFrom("Thu, 01 Jan 2099 00:00:00 GMT", "x"),
      "accept-encoding": fc.constantFrom("gzip", "br", "x"),
    },
    { requiredKeys: [] },
  );
  const method = fc.constantFrom("GET", "GET", "GET", "HEAD", "OPTIONS", "TRACE");
  return fc.tuple(fileTarget(cast), method, conditions).map(([target, verb, given]) => {
    const headers = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return { kind: "download", part: "files", method: verb, target, headers: Object.fromEntries(headers) };
  });
}

function deletion(cast: Cast): fc.Arbitrary<WireRequest> {
  return fileTarget(cast).map(
    (target): WireRequest => ({ kind: "delete of files", part: "files", method: "DELETE", target, headers: {} }),
  );
}

function deletionOfMany(cast: Cast): fc.Arbitrary<WireRequest> {
  const files = fc.array(fc.oneof(fileName, fileTarget(cast)), { maxLength: 4 });
  const nothing = [{}, [], null, { files: "x" }, { files: [1] }, { files: [null] }, { files: [""] }];
  const body = fc.oneof(
    { weight: 4, arbitrary: files.map((paths): unknown => ({ files: paths })) },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(...nothing) },
  );
  return body.map(
    (value): WireRequest => ({
      ...{ kind: "delete of files", part: "files", method: "POST", target: "/delete_many" },
      headers: { "content-type": "application/json" },
      body: Buffer.from(JSON.stringify(value)),
    }),
  );
}
