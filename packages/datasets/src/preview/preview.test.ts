import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { folderWith, temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { Dataset } from "../dataset.ts";
import { liveConnection } from "../live-connection.fixture.ts";
import { previewKind } from "./preview-kind.ts";

const survey = { project: "Comfort", name: "survey" };

test.each([
  ["a.csv", { table: ",", isGzipped: false }],
  ["sub/a.TSV", { table: "\t", isGzipped: false }],
  ["a.csv.gz", { table: ",", isGzipped: true }],
  ["a.csv.zst", undefined],
  ["a.parquet", { table: "parquet" }],
  ["a.PARQ", { table: "parquet" }],
  ["a.parquet.gz", undefined],
  ["a.png", { media: "Images" }],
  ["a.wav", { media: "Audio" }],
  ["a.mp4", { media: "Videos" }],
  ["a.html", { media: "HTML" }],
  ["a.json", { media: "JSON" }],
  ["a.json.gz", undefined],
  ["a.bin", undefined],
  ["a", undefined],
])("%s is shown as %j", (path, kind) => {
  expect(previewKind(path)).toEqual(kind);
});

test("the first files of each kind are shown on the page", async () => {
  const { connection } = await liveConnection();
  const pictures = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`p${index}.png`, "as if"]));
  const folder = await folderWith({ ...pictures, "notes.txt": "no", "about.json": "{}", "page.html": "<p>" });
  await using dataset = await Dataset.create(survey, { connection });
  await dataset.addFiles(folder);
  await dataset.upload();
  await dataset.finalize();
  const shown: Record<string, number> = { Images: 0, JSON: 0, HTML: 0 };
  for (const [title, names] of [
    ["Images", Object.keys(pictures)],
    ["JSON", ["about.json"]],
    ["HTML", ["page.html"]],
  ] as const) {
    for (const name of names) {
      for await (const _ of dataset.task.getDebugSamples(title, name)) {
        shown[title] = (shown[title] ?? 0) + 1;
      }
    }
  }
  expect(shown).toEqual({ Images: 10, JSON: 1, HTML: 1 });
});

test("a table is shown among the plots, or beside the files where they are stored elsewhere", async () => {
  const { connection } = await liveConnection();
  const folder = await temporaryFolder();
  const rows = Array.from({ length: 20 }, (_, index) => `${index},"a, b"`);
  await writeFile(join(folder, "votes.csv.gz"), gzipSync(["id,text", ...rows].join("\n")));
  await writeFile(join(folder, "broken.csv.gz"), "not gzip");
  await using here = await Dataset.create(survey, { connection });
  await here.addFiles(folder);
  await here.upload();
  await here.finalize();
  const plots = await here.task.getReportedPlots();
  const shown = plots.find(({ metric, variant }) => metric === "Tables" && variant === "summary");
  expect(shown?.plot_str).toContain('"a, b"');
  expect(JSON.parse(shown?.plot_str ?? "").data[0].cells.values[0]).toHaveLength(10);

  const store = await temporaryFolder();
  await using elsewhere = await Dataset.create({ ...survey, outputUri: `file://${store}` }, { connection });
  await elsewhere.addFiles(folder);
  await elsewhere.upload();
  await elsewhere.finalize();
  expect((await elsewhere.task.getReportedPlots()).map(({ metric }) => metric)).not.toContain("Tables");

  await using hidden = await Dataset.create(survey, { connection });
  await hidden.addFiles(folder);
  await hidden.upload({ preview: false });
  await hidden.finalize();
  expect((await hidden.task.getReportedPlots()).map(({ metric }) => metric)).not.toContain("Tables");
});

test.each([
  [99, true],
  [100, false],
])("after %i tables that cannot be shown, the next one is shown: %s", async (broken, isShown) => {
  const { connection } = await liveConnection();
  const headers = Array.from({ length: broken }, (_, index) => [`${index}.csv`, "a,b"] as const);
  await using dataset = await Dataset.create(survey, { connection });
  await dataset.addFiles(await folderWith(Object.fromEntries(headers)));
  await dataset.addFiles(await folderWith({ "z.csv": "a,b\n1,2" }));
  await dataset.upload();
  await dataset.finalize();
  const metrics = (await dataset.task.getReportedPlots()).map(({ metric }) => metric);
  expect(metrics.includes("Tables")).toBe(isShown);
});
