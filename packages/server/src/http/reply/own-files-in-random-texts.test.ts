import fc from "fast-check";
import { expect, test } from "vitest";
import { seeded } from "../../fixtures/property-runs.fixture.ts";
import { ownFiles } from "./own-files.ts";

const here = fc.constantFrom("127.0.0.1", "localhost", "host.docker.internal", "[::1]", "run.localhost");

const tail = fc.constantFrom("", "/", "/a/b%20c.bin", '"', ", ", "?x=1", "\\/x", "#a", "'", "\n", " and then", "}");

const foreign = fc.constantFrom(
  ...[
    "http://127.0.0.1:8008/x",
    "http://10.0.0.1:8081/x",
    "https://127.0.0.1:8081/x",
    "s3://bucket/127.0.0.1:8081",
    "127.0.0.1:8081",
  ],
  ...[
    "http://127.0.0.1:80810/x",
    "http://127.0.0.1:8081.evil.example/",
    "http://127.0.0.1:8081@evil.example",
    "http://files.example/",
    "x",
  ],
);

type Piece = { own: string } | { other: string };

const pieces = fc.array(
  fc.oneof(
    tail.map((own): Piece => ({ own })),
    foreign.map((other): Piece => ({ other })),
    fc.string().map((other): Piece => ({ other })),
  ),
  { maxLength: 6 },
);

/** A text in which addresses of the file store stand under the name of a host, each apart from what follows. */
function written(parts: readonly Piece[], host: string, slash: string): string {
  return parts.map((part) => ("own" in part ? `http:${slash}${slash}${host}${part.own}` : part.other)).join(" ");
}

test("addresses of the file store are kept without host and port and shown to each caller in its own spelling", () => {
  const travels = (parts: readonly Piece[], [from, to]: readonly string[], slash: string, port: number) => {
    const sender = ownFiles({ called: `http://${from}:8008/x`, files: "http://127.0.0.1:8081" });
    const reader = ownFiles({ called: `http://${to}:9008/x`, files: `http://127.0.0.1:${port}` });
    const sent = written(parts, `${from}:8081`, slash);
    // A text of somebody else's that names the file store as this caller does is an address of it.
    fc.pre(parts.every((part) => "own" in part || sender.keep(part.other) === part.other));
    const kept = sender.keep(sent);

    expect(kept).toBe(written(parts, "files.clearml.localhost", slash));
    expect(sender.keep(kept)).toBe(kept);
    expect(sender.show(kept)).toBe(sent);
    expect(reader.show(kept)).toBe(written(parts, `${to}:${port}`, slash));
  };
  const slashes = fc.constantFrom("/", "\\/");
  const ports = fc.integer({ min: 1024, max: 65535 });
  fc.assert(fc.property(pieces, fc.tuple(here, here), slashes, ports, travels), { ...seeded, numRuns: 1000 });
});
