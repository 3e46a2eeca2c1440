import { readdir, readFile, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "@clearml-ts/archive";
import { temporaryFolder } from "@clearml-ts/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeUpload, encodeUpload, type KeptUpload } from "./kept-upload.ts";
import { leftUploads } from "./spooled-upload.ts";
import { UploadSpool, type UploadToKeep } from "./upload-spool.ts";

const bytes = Buffer.from("weights");

function artifact(key: string, source: NonNullable<UploadToKeep["content"]>["source"]): UploadToKeep {
  const record = { key, type: "custom", timestamp: 1 };
  return { task: "t", content: { source, url: `http://files/${key}` }, news: { kind: "artifact", record } };
}

async function newSpool(limit?: number) {
  const folder = await temporaryFolder();
  const emptied: string[] = [];
  const options = { pathOf: (name: string) => join(folder, name), onEmpty: () => void emptied.push("empty"), limit };
  return { folder, emptied, spool: new UploadSpool(options) };
}

test("an upload is on disk with its content and its hash, for its user alone, until it is forgotten", async () => {
  const { folder, spool, emptied } = await newSpool();
  const kept = await spool.keep(artifact("a", { kind: "bytes", bytes }));
  expect(await readdir(folder)).toEqual(["0.content", "0.upload"]);
  for (const name of await readdir(folder)) {
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
  }
  expect(kept.upload.content).toEqual({ url: "http://files/a", hash: sha256(bytes), size: bytes.length });
  expect((await leftUploads(folder)).uploads.map(({ upload }) => upload)).toEqual([kept.upload]);
  await kept.forget();
  await kept.forget();
  expect([await readdir(folder), emptied, spool.isEmpty]).toEqual([[], ["empty"], true]);
});

test("of a file a copy is kept, whatever becomes of the file", async () => {
  const { folder, spool } = await newSpool();
  const path = join(await temporaryFolder(), "model.bin");
  await writeFile(path, bytes, { mode: 0o400 });
  await spool.keep(artifact("a", { kind: "file", path }));
  const [kept] = (await leftUploads(folder)).uploads;
  await truncate(path, 0).catch(() => {});
  expect(await readFile(kept?.contentPath ?? "")).toEqual(bytes);
  expect(kept?.upload.content?.hash).toBe(sha256(bytes));
});

test("beyond its limit, and of a file that is gone, nothing is kept, and room comes back", async () => {
  const { folder, spool } = await newSpool(10);
  const first = await spool.keep(artifact("a", { kind: "bytes", bytes }));
  await expect(spool.keep(artifact("b", { kind: "bytes", bytes }))).rejects.toThrow("7 bytes more than 7 bytes");
  await expect(spool.keep(artifact("c", { kind: "file", path: "/nowhere" }))).rejects.toThrow("ENOENT");
  await first.forget();
  await spool.keep(artifact("d", { kind: "bytes", bytes }));
  expect((await leftUploads(folder)).uploads).toHaveLength(1);
});

test("what a process was still writing when it was killed is removed, and what cannot be read is counted", async () => {
  const { folder, spool } = await newSpool();
  await spool.keep(artifact("whole", { kind: "bytes", bytes }));
  await writeFile(join(folder, "5.content"), "no record yet");
  await writeFile(join(folder, "6.content"), "a record that is being written");
  await writeFile(join(folder, "6.partial"), "0000");
  await writeFile(join(folder, "7.upload"), "00000000 U {}\n");
  await writeFile(join(folder, "7.content"), "of a damaged record");
  await writeFile(join(folder, "0.0.journal"), "not an upload");
  const { uploads, damaged } = await leftUploads(folder);
  expect([uploads.length, damaged]).toEqual([1, 1]);
  expect(await readdir(folder)).toEqual(["0.0.journal", "0.content", "0.upload"]);
});

const text = fc.string({ unit: "binary" });
const anyUpload: fc.Arbitrary<KeptUpload> = fc.record(
  {
    task: text,
    content: fc.record(
      { url: text, contentType: text, hash: text, size: fc.nat() },
      { requiredKeys: ["url", "hash", "size"] },
    ),
    news: fc.oneof(
      fc.record({
        kind: fc.constant("artifact" as const),
        record: fc.record({ key: text, type: text, timestamp: fc.nat() }),
      }),
      fc.record({
        kind: fc.constant("sample" as const),
        identity: text,
        event: fc.record({ type: fc.constant("training_debug_image" as const), task: text, metric: text, url: text }),
      }),
    ),
  },
  { requiredKeys: ["task", "news"] },
);

test("every upload is one line that reads back equal", () => {
  fc.assert(
    fc.property(anyUpload, (upload) => {
      const line = encodeUpload(upload);
      expect(line.indexOf("\n")).toBe(line.length - 1);
      expect(decodeUpload(line)).toEqual(upload);
    }),
  );
});

test("a line that was cut short or has one changed character, and any text at all, is not read as an upload", () => {
  fc.assert(
    fc.property(anyUpload, fc.nat(), fc.nat(0xffff), (upload, place, code) => {
      const line = encodeUpload(upload);
      const index = place % line.length;
      expect(decodeUpload(line.slice(0, index))).toBeUndefined();
      const changed = line.slice(0, index) + String.fromCharCode(code) + line.slice(index + 1);
      fc.pre(Buffer.from(changed).compare(Buffer.from(line)) !== 0);
      expect(decodeUpload(changed)).toBeUndefined();
    }),
  );
  fc.assert(fc.property(text, (line) => void expect(decodeUpload(line)).toBeUndefined()));
});
