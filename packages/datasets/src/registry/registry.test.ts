import { rm } from "node:fs/promises";
import { Task, withTask } from "@clearml-ts/tasks";
import { folderWith } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { Dataset } from "../dataset.ts";
import { DatasetNotFoundError, DatasetStateError, InvalidDatasetError } from "../errors.ts";
import { finalized } from "../finalized.fixture.ts";
import { contentOf } from "../folder-content.fixture.ts";
import { liveConnection } from "../live-connection.fixture.ts";

const survey = { project: "Comfort", name: "survey" };

test("one version is squashed into one that stands alone", async () => {
  const { connection } = await liveConnection();
  const raw = await finalized(connection, { "a.csv": "a", "b.csv": "b" });
  const child = await finalized(connection, { "b.csv": "better" }, { parents: [raw] });
  const squashed = await Dataset.squash([child], { name: "squashed" }, { connection });
  expect(squashed).toMatchObject({
    project: "Comfort",
    name: "squashed",
    version: "1.0.0",
    parents: [],
    isFinal: true,
  });
  expect(Array.from(squashed.entries.values(), ({ storedIn }) => storedIn)).toEqual([squashed.id, squashed.id]);
  await Dataset.delete({ id: child.id }, {}, { connection });
  await Dataset.delete({ id: raw.id }, {}, { connection });
  await rm(connection.storage.cacheFolder("datasets"), { recursive: true });
  expect(await contentOf(await squashed.getLocalCopy())).toEqual({ "a.csv": "a", "b.csv": "better" });
});

test("several versions are laid over each other, and keep the parents that all of them have", async () => {
  const { connection } = await liveConnection();
  const base = await finalized(connection, { "base.csv": "base" });
  const left = await finalized(connection, { "a.csv": "left", "l.csv": "l" }, { parents: [base] });
  const right = await finalized(connection, { "a.csv": "right" }, { parents: [base] });
  const ids = [{ id: left.id }, { id: right.id }];
  await using squashed = await Dataset.squash(ids, { name: "both", closeSquashedDataset: false }, { connection });
  expect(squashed).toMatchObject({ parents: [base.id], isFinal: false, isDirty: true });
  await squashed.finalize({ autoUpload: true });
  expect(await contentOf(await squashed.getLocalCopy())).toEqual({
    "a.csv": "right",
    "base.csv": "base",
    "l.csv": "l",
  });
  await expect(Dataset.squash([], { name: "none" }, { connection })).rejects.toThrow(InvalidDatasetError);
});

test("a version is deleted with its files, unless others come from it", async () => {
  const { connection } = await liveConnection();
  const raw = await finalized(connection, { "a.csv": "a" });
  const child = await finalized(connection, { "b.csv": "b" }, { parents: [raw], name: "other" });
  const zip = raw.task.artifacts.get("data")?.url ?? "";
  await expect(Dataset.delete({ id: raw.id }, {}, { connection })).rejects.toThrow(DatasetStateError);
  await expect(Dataset.delete({ id: raw.id }, {}, { connection })).rejects.toThrow(child.id);
  expect(await connection.storage.exists(zip)).toBe(true);
  await Dataset.delete({ id: child.id }, {}, { connection });
  await Dataset.delete({ id: raw.id }, {}, { connection });
  expect(await connection.storage.exists(zip)).toBe(false);
  await expect(Dataset.get({ id: raw.id }, { connection })).rejects.toThrow(DatasetNotFoundError);
});

test("files of other stores are deleted only when it is said", async () => {
  const { connection } = await liveConnection();
  const urls = await Promise.all(
    ["one", "two"].map((name) =>
      connection.storage.upload(name, `${connection.config.filesServer}/outside/${name}.csv`),
    ),
  );
  for (const [index, url] of urls.entries()) {
    const dataset = await Dataset.create(survey, { connection });
    await dataset.addExternalFiles(url);
    await dataset.finalize();
    await Dataset.delete({ id: dataset.id }, { deleteExternalFiles: index === 1 }, { connection });
  }
  expect(await Promise.all(urls.map((url) => connection.storage.exists(url)))).toEqual([true, false]);
});

test("a dataset is deleted as a whole only by force, and never more than was named", async () => {
  const { connection } = await liveConnection();
  const first = await finalized(connection, { "a.csv": "a" });
  await finalized(connection, { "b.csv": "b" }, { parents: [first] });
  const other = await finalized(connection, {}, { name: "survey 2" });
  await expect(Dataset.delete(survey, {}, { connection })).rejects.toThrow(InvalidDatasetError);
  const entire = { entireDataset: true };
  await expect(Dataset.delete(survey, entire, { connection })).rejects.toThrow(/takes force: true/);
  await expect(Dataset.delete({ id: first.id }, { ...entire, force: true }, { connection })).rejects.toThrow(
    /by an id/,
  );
  await expect(Dataset.delete({ ...survey, version: "9" }, {}, { connection })).rejects.toThrow(DatasetNotFoundError);
  await Dataset.delete({ ...survey, version: "1.0.1" }, {}, { connection });
  await Dataset.delete(survey, { ...entire, force: true }, { connection });
  await expect(Dataset.get(survey, { connection })).rejects.toThrow(DatasetNotFoundError);
  expect((await Dataset.get({ ...survey, name: "survey 2" }, { connection })).id).toBe(other.id);
});

test("a dataset is renamed and moved with all of its versions, and its files stay", async () => {
  const { connection } = await liveConnection();
  const where = { connection };
  const first = await finalized(connection, { "a.csv": "a" });
  const second = await finalized(connection, { "b.csv": "b" }, { parents: [first] });
  await finalized(connection, {}, { name: "taken" });
  await expect(Dataset.rename(survey, "taken", where)).rejects.toThrow(InvalidDatasetError);
  await expect(Dataset.rename({ ...survey, name: "nobody" }, "new name", where)).rejects.toThrow(DatasetNotFoundError);

  await Dataset.rename(survey, "new name", where);
  await expect(Dataset.get(survey, where)).rejects.toThrow(DatasetNotFoundError);
  const renamed = await Dataset.get({ project: "Comfort", name: "new name" }, where);
  expect([renamed.id, renamed.name, renamed.task.name]).toEqual([second.id, "new name", "new name"]);
  const again = await Dataset.get({ id: first.id }, where);
  expect(again.name).toBe("new name");

  await Dataset.moveToProject({ project: "Comfort", name: "new name" }, "Elsewhere/deep", where);
  const moved = await Dataset.get({ project: "Elsewhere/deep", name: "new name", version: "1.0.0" }, where);
  expect([moved.id, moved.project]).toEqual([first.id, "Elsewhere/deep"]);
  const newest = await Dataset.get({ project: "Elsewhere/deep", name: "new name" }, where);
  expect(await contentOf(await newest.getLocalCopy())).toEqual({ "a.csv": "a", "b.csv": "b" });
});

test("a version is found by tags, by its name alone, when it is published, and while it is open", async () => {
  const { connection } = await liveConnection();
  const where = { connection };
  const raw = await finalized(connection, {}, { tags: ["raw", "2024"] });
  const clean = await finalized(connection, {}, { tags: ["clean", "2024"] });
  const open = await Dataset.create(survey, where);
  const idOf = async (lookup: Parameters<typeof Dataset.get>[0]) => (await Dataset.get(lookup, where)).id;
  expect(await idOf({ tags: ["raw"] })).toBe(raw.id);
  expect(await idOf({ tags: ["2024"] })).toBe(clean.id);
  expect(await idOf({ ...survey, tags: ["raw", "2024"] })).toBe(raw.id);
  expect(await idOf({ name: "survey" })).toBe(clean.id);
  expect(await idOf({ name: "survey", version: "1.0.0" })).toBe(raw.id);
  expect(await idOf({ ...survey, version: open.version ?? "", onlyCompleted: false })).toBe(open.id);
  await expect(idOf({ ...survey, onlyPublished: true })).rejects.toThrow(/a published version/);
  await raw.publish();
  expect(await idOf({ ...survey, onlyPublished: true })).toBe(raw.id);
  await clean.task.setArchived(true);
  expect(await idOf(survey)).toBe(raw.id);
  expect(await idOf({ ...survey, includeArchived: true })).toBe(clean.id);
  await open.close();
});

test("lists are narrowed by name, by ids, and to a project without those below it", async () => {
  const { connection } = await liveConnection();
  const one = await finalized(connection, {}, { name: "survey one" });
  const two = await finalized(connection, {}, { name: "survey two" });
  const below = await finalized(connection, {}, { project: "Comfort/below", name: "survey below" });
  const ids = async (options: Parameters<typeof Dataset.list>[0]) => {
    const found: string[] = [];
    for await (const { id } of Dataset.list(options, { connection })) {
      found.push(id);
    }
    return found.sort();
  };
  expect(await ids({ project: "Comfort" })).toEqual([one.id, two.id, below.id].sort());
  expect(await ids({ project: "Comfort", recursiveProjectSearch: false })).toEqual([one.id, two.id].sort());
  expect(await ids({ partialName: "y (one|below)$" })).toEqual([one.id, below.id].sort());
  expect(await ids({ name: "survey two" })).toEqual([two.id]);
  expect(await ids({ ids: [two.id, below.id], project: "Comfort" })).toEqual([two.id, below.id].sort());
  expect(await ids({ ids: [] })).toEqual([]);
});

test("a version is begun where there is none, or as a child of the one that is there", async () => {
  const { connection } = await liveConnection();
  const where = { connection };
  await using made = await Dataset.get({ ...survey, autoCreate: true, tags: ["new"] }, where);
  expect(made).toMatchObject({ ...survey, version: "1.0.0", tags: ["new"], isFinal: false });
  await made.addFiles(await folderWith({ "a.csv": "a" }));
  await made.finalize({ autoUpload: true });
  await using child = await Dataset.get({ ...survey, writableCopy: true, autoCreate: true }, where);
  expect(child).toMatchObject({ version: "1.0.1", parents: [made.id], isFinal: false });
  expect(child.listFiles()).toEqual(["a.csv"]);
  await child.finalize();
  await expect(Dataset.get({ id: "0".repeat(32), autoCreate: true }, where)).rejects.toThrow(DatasetNotFoundError);
});

test("a task notes which datasets it works with", async () => {
  const { connection } = await liveConnection();
  const where = { connection };
  const dataset = await finalized(connection, { "a.csv": "a" });
  const user = await withTask(
    { project: "Comfort", name: "train", console: false },
    async (task) => {
      await Dataset.get({ ...survey, alias: "the survey" }, where);
      await Dataset.get({ id: dataset.id }, where);
      return task;
    },
    where,
  );
  const task = await Task.get({ id: user.id }, where);
  expect(task.getParameter("Datasets/the survey")).toBe(dataset.id);
  expect(task.record.runtime).toMatchObject({
    datasets: [dataset.id],
    "orig_datasets.survey/1.0.0": dataset.id,
  });
});

test("under an agent, the version that the task has under an alias wins where it may", async () => {
  const { connection, connectAgain } = await liveConnection();
  const asked = await finalized(connection, { "a.csv": "a" });
  const chosen = await finalized(connection, { "b.csv": "b" }, { name: "another" });
  const task = await Task.create({ project: "Comfort", name: "clone" }, { connection });
  await task.setParameters({ "Datasets/the survey": chosen.id });
  const agent = await connectAgain({ CLEARML_TASK_ID: task.id });
  const found = await withTask(
    { project: "Comfort", name: "clone", console: false },
    () => Dataset.get({ id: asked.id, alias: "the survey", overridable: true }, { connection: agent }),
    { connection: agent },
  );
  expect(found.id).toBe(chosen.id);
});

test("the notes about a version can be changed, its number while it is open", async () => {
  const { connection, warnings } = await liveConnection();
  await using dataset = await Dataset.create({ ...survey, tags: ["a"] }, { connection });
  await dataset.setDescription("Votes of one summer");
  await dataset.addTags("b", "c");
  await dataset.setVersion(" 3.1 ");
  await dataset.setMetadata({ table: [{ room: "north", area: 20 }] }, { name: "rooms" });
  dataset.logger.reportSingleValue("rows", 12);
  await dataset.finalize();
  await dataset.setTags(["d"]);
  expect(dataset).toMatchObject({ version: "3.1", tags: ["d"], task: { record: { comment: "Votes of one summer" } } });
  expect(await dataset.getMetadata({ name: "rooms" })).toEqual([{ room: "north", area: 20 }]);
  const plots = (await dataset.task.getReportedPlots()).map(({ metric }) => metric);
  expect(plots).toContain("Dataset Metadata");
  expect(await dataset.task.getReportedSingleValues()).toEqual({ rows: 12 });
  await expect(dataset.setVersion("4")).rejects.toThrow(DatasetStateError);
  expect(warnings).toEqual([]);
  expect(dataset.getDefaultStorage()).toBe(connection.config.filesServer);
});
