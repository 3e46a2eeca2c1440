import fc from "fast-check";
import type { ServerAddress } from "../../interop/fixtures/clearml-server.ts";
import { basic } from "../api-client.ts";
import type { Cast } from "./cast.ts";
import type { WireRequest } from "./wire-request.ts";

const SIZE = 50 * 1024 * 1024;

const repeated = (text: string) => Buffer.alloc(Math.floor(SIZE / text.length) * text.length, text);

const around = (start: string, middle: Buffer, end: string) =>
  Buffer.concat([Buffer.from(start), middle, Buffer.from(end)]);

/** The fillings of a body of 50 MB. Each is made when it is needed, so that only one is in memory. */
const shapes: Record<string, (task: string) => Buffer> = {
  "one text": () => around('{"name":"', repeated("x"), '","type":"training"}'),
  "one comment": (task) => around(`{"task":"${task}","comment":"`, repeated("é"), '"}'),
  "a list of numbers": () => around('{"id":[', repeated("1,"), "1]}"),
  "a list of texts": () => around('{"id":[', repeated('"abcdefgh",'), '"x"]}'),
  "lists in lists": () => around('{"id":', repeated("["), "}"),
  "objects in objects": () => around("", repeated('{"a":'), ""),
  "the same key": () => around("{", repeated('"a":1,'), '"b":1}'),
  "not JSON": () => repeated("\0"),
  "not UTF-8": () => Buffer.alloc(SIZE, 0xff),
  quotes: () => around('{"NaN":NaN,"x":"', repeated('\\"'), ""),
  "a form": () => repeated("a=1&"),
  "empty lines": () => repeated("\n"),
  "empty objects": () => repeated("{}\n"),
  "log lines": (task) => repeated(`{"type":"log","task":"${task}","msg":"${"m".repeat(20_000)}"}\n`),
};

const endpoints = [
  "tasks.create",
  "tasks.update",
  "tasks.get_all",
  "events.add_batch",
  "tasks.edit",
  "debug.ping",
  "users.set_preferences",
];

/** Bodies of 50 MB to the API and to the file server. */
export function hugeRequest(address: ServerAddress, cast: Cast): fc.Arbitrary<WireRequest> {
  const toApi = fc
    .tuple(fc.constantFrom(...Object.keys(shapes)), fc.constantFrom(...endpoints), fc.nat(6))
    .map(([shape, endpoint, number]): WireRequest => {
      const type =
        endpoint === "events.add_batch"
          ? "application/json-lines"
          : shape === "a form"
            ? "application/x-www-form-urlencoded"
            : "application/json";
      const body = (shapes[shape] ?? repeated)(cast.pick("task", number));
      return {
        kind: "body of 50 MB",
        part: "api",
        method: "POST",
        target: `/${endpoint}`,
        headers: { ...basic(address), "content-type": type },
        body,
      };
    });
  const toFiles = fc.constantFrom("a file", "a name", "a head", "no end").map((shape): WireRequest => {
    const file = 'content-disposition: form-data; name="soak/huge.bin"; filename="x"\r\n\r\n';
    const body = {
      "a file": () => around(`--x\r\n${file}`, repeated("content "), "\r\n--x--\r\n"),
      "a name": () =>
        around('--x\r\ncontent-disposition: form-data; name="', repeated("a"), '"; filename="x"\r\n\r\n\r\n--x--\r\n'),
      "a head": () => around("--x\r\n", repeated("x-header: y\r\n"), "\r\n\r\n--x--\r\n"),
      "no end": () => around(`--x\r\n${file}`, repeated("\r\n--"), ""),
    }[shape];
    return {
      kind: "body of 50 MB",
      part: "files",
      method: "POST",
      target: "/",
      headers: { authorization: `Bearer ${cast.signers.files}`, "content-type": "multipart/form-data; boundary=x" },
      body: body?.() ?? Buffer.alloc(0),
    };
  });
  return fc.oneof({ weight: 3, arbitrary: toApi }, { weight: 1, arbitrary: toFiles });
}
