import { randomBytes } from "node:crypto";
import { readFile, rename, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Writable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { temporaryFolder } from "@clearml-ts/testing";
import { beforeEach, expect, test } from "vitest";
import { FileBody } from "./file-body.ts";

const content = randomBytes(2_000_000);
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  path = join(folder, "file");
  await writeFile(path, content);
});

const body = async (range?: { start: number; end: number }) => new FileBody(path, await stat(path), range);

/** Looks at what it was given only just before it asks for more, when the pieces behind it could have been read long ago. */
class SlowTarget extends Writable {
  readonly received: Buffer[] = [];
  readonly memory = new Set<ArrayBufferLike>();

  override _write(piece: Buffer, _encoding: BufferEncoding, done: () => void): void {
    void Promise.all([readFile(path), readFile(path)]).then(() => {
      this.memory.add(piece.buffer);
      this.received.push(Buffer.from(piece));
      done();
    });
  }
}

test.each([undefined, { start: 0, end: 0 }, { start: 300_000, end: 1_700_000 }, { start: 1_999_999, end: 1_999_999 }])(
  "the part %j of a file arrives as it is, from the same two buffers however large it is",
  async (range) => {
    const target = new SlowTarget();
    await (await body(range)).sendTo(target);

    const expected = range ? content.subarray(range.start, range.end + 1) : content;
    expect(Buffer.concat(target.received).equals(expected)).toBe(true);
    expect(target.memory.size).toBeLessThanOrEqual(2);
    expect(target.writableEnded).toBe(true);
    expect((await buffer((await body(range)).stream())).equals(expected)).toBe(true);
  },
);

test("a file that has been replaced since it was found is not sent under the old one's name", async () => {
  const found = await body();
  const replacement = join(folder, "replacement");
  await writeFile(replacement, randomBytes(3_000_000));
  await rename(replacement, path);
  const target = new SlowTarget();

  await expect(found.sendTo(target)).rejects.toThrow("replaced");
  await expect(buffer(found.stream())).rejects.toThrow("replaced");
  expect([target.received, target.writableEnded]).toEqual([[], false]);
});

test("a file that ends early is an error, not a shorter answer", async () => {
  const target = new (class extends SlowTarget {
    override _write(piece: Buffer, encoding: BufferEncoding, done: () => void): void {
      void truncate(path, 100).then(() => super._write(piece, encoding, done));
    }
  })();

  await expect((await body()).sendTo(target)).rejects.toThrow("became shorter");
  expect(target.writableEnded).toBe(false);
});

test("a connection that is closed while it takes nothing more ends the sending", async () => {
  const stalled = new Writable({
    write() {
      setImmediate(() => stalled.destroy());
    },
  });
  await expect((await body()).sendTo(stalled)).rejects.toThrow("closed");
});

test("an error of the connection is the error of the sending", async () => {
  const broken = new Writable({ write: (_piece, _encoding, done) => done(new Error("broken")) }).on("error", () => {});
  await expect((await body()).sendTo(broken)).rejects.toThrow("broken");
});
