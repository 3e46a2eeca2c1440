import { join } from "node:path";
import { Dataset } from "@clearml-ts/datasets";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../fixtures/both-languages.ts";
import { readFolder, writeFolder } from "../fixtures/folder.ts";

let both: BothLanguages;

beforeAll(async () => {
  both = await bothLanguages();
});

afterAll(() => both[Symbol.asyncDispose]());

const project = "interop/commands";

/** The id that the command prints of a version it has made. */
function newId(output: string): string {
  const id = /created id=(\w+)/.exec(output)?.[1];
  if (!id) {
    throw new Error(`The command names no new version:\n${output}`);
  }
  return id;
}

describe("clearml-data", () => {
  const files = { "kept.txt": "kept", "changed.txt": "before", "sub/gone.txt": "gone" };
  let first: string;
  let second: string;

  const run = async (...args: string[]) => (await both.python.execute("clearml-data", ...args)).stdout;
  const folder = (name: string, content: Record<string, string>) => writeFolder(join(both.python.home, name), content);
  const content = async (id: string) => readFolder(await (await Dataset.get({ id }, both)).getLocalCopy());

  async function create(...args: string[]): Promise<string> {
    return newId(await run("create", "--project", project, ...args));
  }

  /** A dataset that is there already, made by our own package. */
  async function fromTypeScript(name: string): Promise<string> {
    await using dataset = await Dataset.create({ project, name }, both);
    await dataset.addFiles(await folder(name, files));
    await dataset.upload();
    await dataset.finalize();
    return dataset.id;
  }

  beforeAll(async () => {
    first = await create("--name", "survey", "--tags", "interop");
    await run("add", "--files", await folder("before", files));
    await run("set-description", "--description", "the first version");
    await run("upload");
    await run("close");

    const after = await folder("after", { "kept.txt": "kept", "changed.txt": "after", "sub/added.txt": "added" });
    const about = ["--project", project, "--name", "survey", "--parents", first];
    second = newId(await run("sync", "--folder", after, ...about));
  });

  test("create, add, set-description, upload, close", async () => {
    const dataset = await Dataset.get({ id: first }, both);
    expect(dataset).toMatchObject({ name: "survey", project, version: "1.0.0", isFinal: true, tags: ["interop"] });
    expect(dataset.task.record.comment).toBe("the first version");
    expect(await content(first)).toEqual(files);
  });

  test("sync", async () => {
    const dataset = await Dataset.get({ id: second }, both);
    expect(dataset).toMatchObject({ version: "1.0.1", isFinal: true, parents: [first] });
    expect(await dataset.changes()).toMatchObject({ added: 1, modified: 1, removed: 1 });
    expect(await content(second)).toEqual({ "kept.txt": "kept", "changed.txt": "after", "sub/added.txt": "added" });
  });

  test("compare", async () => {
    const summary = "1 files removed, 1 files modified, 1 files added";
    expect(await run("compare", "--source", first, "--target", second)).toContain(summary);
  });

  test("list", async () => {
    const output = await run("list", "--project", project, "--name", "survey", "--version", "1.0.0");
    for (const file of Object.keys(files)) {
      expect(output).toContain(file);
    }
    expect(output).toContain("Total 3 files, 14 bytes");
  });

  test("search", async () => {
    const output = await run("search", "--project", project, "--name", "survey");
    expect(output).toContain(first);
    expect(output).toContain(second);
  });

  test("get", async () => {
    const copy = join(both.python.home, "copy");
    await run("get", "--id", await fromTypeScript("copied"), "--copy", copy);
    expect(await readFolder(copy)).toEqual(files);
  });

  test("verify", async () => {
    const id = await fromTypeScript("verified");
    const broken = await folder("broken", { ...files, "changed.txt": "broken" });
    expect(await run("verify", "--id", id)).toContain("no errors found");
    expect(await run("verify", "--id", id, "--folder", broken)).toContain("1 errors found");
  });

  test("remove", async () => {
    const child = await create("--name", "survey", "--parents", second);
    expect(await run("remove", "--id", child, "--files", "sub/*")).toContain("1 file removed");
    await run("close", "--id", child);
    expect(await content(child)).toEqual({ "kept.txt": "kept", "changed.txt": "after" });
  });

  test("squash", async () => {
    const squashed = newId(await run("squash", "--name", "squashed", "--ids", first, second));
    expect(await content(squashed)).toMatchObject({ "changed.txt": "after", "sub/added.txt": "added" });
  });

  test("publish", async () => {
    await run("publish", "--id", first);
    expect((await Dataset.get({ id: first }, both)).status).toBe("published");
  });

  test("rename", async () => {
    const id = await fromTypeScript("draft");
    await run("rename", "--project", project, "--name", "draft", "--new-name", "renamed");
    expect((await Dataset.get({ project, name: "renamed" }, both)).id).toBe(id);
  });

  test("move", async () => {
    const id = await fromTypeScript("wanderer");
    await run("move", "--project", project, "--name", "wanderer", "--new-project", `${project}/moved`);
    expect(await Dataset.get({ id }, both)).toMatchObject({ name: "wanderer", project: `${project}/moved` });
  });

  test("delete", async () => {
    const id = await fromTypeScript("unwanted");
    const { task } = await Dataset.get({ id }, both);
    const url = task.artifacts.get("data")?.url ?? "";
    expect(await both.connection.storage.exists(url)).toBe(true);
    await run("delete", "--id", id);
    await expect(Dataset.get({ id }, both)).rejects.toThrow(`"${id}"`);
    expect(await both.connection.storage.exists(url)).toBe(false);
  });
});
