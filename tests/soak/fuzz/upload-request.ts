import fc from "fast-check";
import { broken } from "./bodies.ts";
import { fileName } from "./file-names.ts";
import type { WireRequest } from "./wire-request.ts";

const BOUNDARY = "soak-boundary";

const content = fc.constantFrom(
  ...["", "x", `\r\n--${BOUNDARY}\r\n`, `--${BOUNDARY}--`].map((text) => Buffer.from(text)),
  Buffer.alloc(70_000, 7),
);

const type = fc.oneof(
  { weight: 2, arbitrary: fc.constant(`multipart/form-data; boundary=${BOUNDARY}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...[
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/mixed; boundary=x",
        "application/json",
        "x",
      ],
      `multipart/form-data; boundary=${"b".repeat(3000)}`,
    ),
  },
);

/** Uploads to names that lead anywhere, in forms that are whole or broken. */
export const uploadRequest: fc.Arbitrary<WireRequest> = fc
  .tuple(
    fc.array(fc.tuple(fileName, fileName, content), { minLength: 1, maxLength: 3 }).map(formOf),
    fc.nat(3),
    fc.constantFrom("POST", "POST", "POST", "PUT", "PATCH"),
    type,
  )
  .chain(([form, way, method, contentType]) =>
    (way === 0 ? broken(fc.constant(form)) : fc.constant(form)).map(
      (body): WireRequest => ({
        ...{ kind: "upload", part: "files", method, target: "/", headers: { "content-type": contentType }, body },
      }),
    ),
  );

type FormPart = readonly [field: string, fileName: string, content: Buffer];

function formOf(parts: readonly FormPart[]): Buffer {
  const pieces = parts.flatMap(([field, name, bytes]) => {
    const disposition = `form-data; name="${quoted(field)}"; filename="${quoted(name)}"`;
    return [Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: ${disposition}\r\n\r\n`), bytes, Buffer.from("\r\n")];
  });
  return Buffer.concat([...pieces, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

/** As browsers quote names in a form, but for line breaks. */
function quoted(text: string): string {
  return text.replace(/"/g, "%22").slice(0, 30_000);
}
