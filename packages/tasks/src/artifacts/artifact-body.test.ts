import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { artifactBody } from "./artifact-body.ts";
import { cutPreview } from "./artifact-preview.ts";
import type { ArtifactBody, ArtifactValue } from "./artifact-value.ts";
import { ArtifactError } from "./errors.ts";
import { fromPandasCsv } from "./formats/csv.ts";
import { readTypedCsv } from "./formats/typed-csv.ts";

function textOf({ content }: ArtifactBody): string {
  return content.kind === "bytes" ? Buffer.from(content.bytes).toString("utf8") : "";
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "clearml-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test("an object becomes JSON with sorted keys and four blanks, as in Python", async () => {
  const body = await artifactBody("stats", { b: [1, "é"], a: { x: null } });
  expect(body).toMatchObject({ type: "dict", contentType: "application/json", content: { fileName: "stats.json" } });
  expect(textOf(body)).toBe(
    '{\n    "a": {\n        "x": null\n    },\n    "b": [\n        1,\n        "\\u00e9"\n    ]\n}',
  );
  expect(body.preview).toBe(textOf(body));
});

const others: [ArtifactValue, string][] = [
  [[], "[]"],
  [3, "3"],
  [true, "true"],
  [null, "null"],
  ["", '""'],
  [new Date(0), '"1970-01-01T00:00:00.000Z"'],
];

test.each(others)("%j becomes JSON of the type that Python reads as any value", async (value, json) => {
  const body = await artifactBody("value", value);
  expect(body).toMatchObject({ type: "JSON", contentType: "application/json" });
  expect(textOf(body)).toBe(json);
});

test("a text and bytes are stored as they are, under the extension asked for", async () => {
  expect(await artifactBody("note", "hello")).toMatchObject({
    type: "string",
    contentType: "text/plain",
    preview: "hello",
    content: { fileName: "note.txt" },
  });
  expect(await artifactBody("model", new Uint8Array([1, 2]), { extension: ".onnx" })).toMatchObject({
    type: "custom",
    contentType: "application/octet-stream",
    preview: "model.onnx - 2 bytes\n",
    content: { fileName: "model.onnx" },
  });
});

test("a table becomes the gzipped CSV of a pandas data frame, the same bytes every time", async () => {
  const table = [
    { name: "a, b", value: 1.5, ok: true },
    { name: 'q"', value: null, ok: false },
  ];
  const body = await artifactBody("table", { table });
  expect(body).toMatchObject({ type: "pandas", contentType: "text/csv", content: { fileName: "table.csv.gz" } });
  const bytes = body.content.kind === "bytes" ? body.content.bytes : new Uint8Array();
  const csv = gunzipSync(bytes).toString("utf8");
  expect(csv).toBe(',"name","value","ok"\n0,"a, b",1.5,True\n1,"q""",,False\n');
  expect(readTypedCsv(csv)).toEqual(table);
  expect(fromPandasCsv(csv)).toEqual(table);
  expect(await artifactBody("table", { table })).toMatchObject({ content: { bytes } });
  expect(body.preview).toBe(
    '   name  value     ok\n0  a, b    1.5   True\n1    q"    NaN  False\n\n[2 rows x 3 columns]',
  );
});

test("a data frame with an index of its own keeps it as a column", () => {
  expect(fromPandasCsv(",legs\nfalcon,2\ndog,4\n")).toEqual([
    { index: "falcon", legs: 2 },
    { index: "dog", legs: 4 },
  ]);
});

test("a file keeps its name, a folder becomes a zip of its sorted files", async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, "data", "sub"), { recursive: true });
  await writeFile(join(folder, "data", "b.csv"), "x\n1\n");
  await writeFile(join(folder, "data", "sub", "a.json"), "{}");
  expect(await artifactBody("raw", { path: join(folder, "data", "b.csv") })).toMatchObject({
    type: "custom",
    contentType: "text/csv",
    preview: "b.csv - 4 bytes\n",
    content: { kind: "file", fileName: "b.csv" },
  });

  const body = await artifactBody("all", { path: join(folder, "data") });
  expect(body).toMatchObject({ type: "archive", contentType: "application/zip", content: { fileName: "data.zip" } });
  expect(body.preview).toBe(`Archive content ${join(folder, "data")}/*:\nb.csv - 4 bytes\nsub/a.json - 2 bytes\n`);
  const zip = body.content.kind === "file" ? body.content.path : "";
  expect((await readFile(zip)).subarray(0, 2).toString()).toBe("PK");
  await body.discard();
  await expect(readFile(zip)).rejects.toThrow("ENOENT");
});

test("a link is not uploaded", async () => {
  expect(await artifactBody("paper", { url: "https://example.com/paper.pdf?v=1" })).toMatchObject({
    type: "custom",
    contentType: "application/pdf",
    preview: "",
    content: { kind: "link", url: "https://example.com/paper.pdf?v=1" },
  });
});

test("an object that only looks like a wrapper can be stored as JSON", async () => {
  expect(textOf(await artifactBody("config", { json: { path: "/data" } }))).toBe('{\n    "path": "/data"\n}');
});

test("a missing file, an empty folder and a function are refused with a word on what to do", async () => {
  await expect(artifactBody("x", { path: "/nowhere/file" })).rejects.toThrow(ArtifactError);
  await expect(artifactBody("x", { path: await temporaryFolder() })).rejects.toThrow("the folder holds no file");
  await expect(artifactBody("x", (() => 1) as never)).rejects.toMatchObject({ name: "ArtifactError", path: "$" });
});

test.each([
  [{ model: { weights: [1, 2, 3, /x/] } }, "$.model.weights[3]"],
  [{ json: { run: () => 1 } }, "$.run"],
  [[new Error("no")], "$[0]"],
  [{ table: [{ a: 1 }, { a: { b: 1 } as never }] }, "$[1].a"],
  [{ table: [{ a: new Date(Number.NaN) }] }, "$[0].a"],
  [
    {
      table: [
        ["a", "a"],
        [1, 2],
      ],
    },
    "$",
  ],
  [new Map([[1, 2]]), "$"],
])("what has no stored form is refused with its place: %o", async (value, path) => {
  await expect(artifactBody("x", value)).rejects.toMatchObject({ name: "ArtifactError", artifact: "x", path });
});

test("a folder of links becomes a zip of what they lead to; a circle and a dangling link are refused", async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, "blobs"));
  await mkdir(join(folder, "snapshot"));
  await writeFile(join(folder, "blobs", "0a1b"), "weights");
  await symlink("../blobs/0a1b", join(folder, "snapshot", "model.bin"));
  const body = await artifactBody("cache", { path: join(folder, "snapshot") });
  expect(body.preview).toBe(`Archive content ${join(folder, "snapshot")}/*:\nmodel.bin - 7 bytes\n`);
  await body.discard();

  await symlink("..", join(folder, "snapshot", "up"));
  await expect(artifactBody("cache", { path: join(folder, "snapshot") })).rejects.toThrow("a folder around it");
  await symlink("gone", join(folder, "blobs", "gone"));
  await expect(artifactBody("cache", { path: join(folder, "blobs") })).rejects.toThrow("leads nowhere");
});

test("a text that Python would read otherwise, or that UTF-8 cannot hold, is stored as JSON", async () => {
  expect(textOf(await artifactBody("text", "a\r\nb"))).toBe('"a\\r\\nb"');
  expect(textOf(await artifactBody("text", "\ud800"))).toBe('"\\ud800"');
  expect(await artifactBody("text", "a\r\nb", { extension: ".csv" })).toMatchObject({ type: "string" });
});

test("long previews are cut under the heading that Python writes", () => {
  const long = "x".repeat(70_000);
  const head = "x".repeat(65_536);
  expect(cutPreview(long, "string")).toBe(`# full text too large to store, storing first 64kb\n${head}`);
  expect(cutPreview(long, "dict")).toBe(`# full serialized dict too large to store, storing first 64kb\n${head}`);
  expect(cutPreview(`x${"😀".repeat(40_000)}`, "string")).not.toMatch(/\p{Surrogate}/u);
  expect(cutPreview(long, "pandas")).toBe(`# full preview too large to store, storing first 64kb\n${head}`);
});
