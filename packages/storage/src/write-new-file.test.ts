import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { temporaryFolder } from "./temporary-folder.fixture.ts";
import { writeNewFile } from "./write-new-file.ts";

test("content that fails before the file is open leaves no file", async () => {
  await using folder = await temporaryFolder();
  const attempts = Array.from({ length: 200 }, async (_, index) => {
    const broken = new Readable({ read: () => broken.destroy(new Error("broken")) });
    await writeNewFile(join(folder.path, `${index}`), broken);
  });

  for (const { status } of await Promise.allSettled(attempts)) {
    expect(status).toBe("rejected");
  }
  expect(await readdir(folder.path)).toEqual([]);
});

test("a file that is there stays as it was", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "kept");
  await writeFile(path, "kept");

  await expect(writeNewFile(path, Readable.from([Buffer.from("new")]))).rejects.toMatchObject({ code: "EEXIST" });
  expect(await readFile(path, "utf8")).toBe("kept");
});
