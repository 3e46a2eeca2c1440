import fc from "fast-check";
import { writeJson } from "./odd-values.ts";

/** A body and the content type that it is sent with. */
export interface Body {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const contentTypes = fc.oneof(
  { weight: 8, arbitrary: fc.constant("application/json") },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...[
        "",
        "text/plain",
        "application/json-lines",
        "application/json-lines; charset=utf-8",
        "application/json; charset=utf-16",
      ],
      ...[
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "multipart/form-data",
        "x",
        "é/ü",
        "/".repeat(3000),
      ],
    ),
  },
);

/** Writes the fields of a request as a body: as JSON, or as a form, or as something that was JSON once. */
export function bodyOf(fields: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<Body> {
  const text = fc.oneof(
    { weight: 30, arbitrary: fields.map((value) => Buffer.from(writeJson(value))) },
    { weight: 2, arbitrary: broken(fields.map((value) => Buffer.from(writeJson(value)))) },
    { weight: 1, arbitrary: fields.map((value) => Buffer.from(formOf(value))) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(
          "",
          " ",
          "null",
          "5",
          '"x"',
          "[]",
          "[{}]",
          "NaN",
          "\0",
          "{}{}",
          "a=1&a=2&b.c=3&__proto__.x=1&d[]=5",
          "%",
          "=",
          "&&=",
        )
        .map((plain) => Buffer.from(plain)),
    },
  );
  return fc
    .tuple(text, contentTypes)
    .map(([body, type]) => ({ headers: type === "" ? {} : { "content-type": latin1(type) }, body }));
}

/** Breaks a text in one of the ways in which bytes go wrong. */
export function broken(text: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> {
  const scars = [
    "\xff",
    "\xc0\x80",
    "\xed\xa0\x80",
    "\xf5\x80\x80\x80",
    "\xe2\x82",
    "\0",
    "\x80",
    '"',
    "\\",
    "}",
    "\xef\xbb\xbf",
  ].map((scar) => Buffer.from(scar, "latin1"));
  return fc
    .tuple(text, fc.constantFrom(...scars), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(3))
    .map(([whole, scar, place, way]) => {
      const at = Math.floor(whole.length * place);
      const [start, end] = [whole.subarray(0, at), whole.subarray(at)];
      if (way === 0) {
        return start;
      }
      if (way === 1) {
        return Buffer.from(whole.toString("utf8"), "utf16le");
      }
      return Buffer.concat(way === 2 ? [start, scar, end] : [scar, whole]);
    });
}

function formOf(value: Record<string, unknown>): string {
  return new URLSearchParams(
    Object.entries(value).map(([name, one]): [string, string] => [
      name,
      String(typeof one === "object" ? JSON.stringify(one) : one),
    ]),
  ).toString();
}

/** Takes those characters of a text that a header can hold. */
export function latin1(text: string): string {
  return text.replace(/[^\t\x20-\x7e\x80-\xff]/g, "");
}
