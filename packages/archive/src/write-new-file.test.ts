import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { writeNewFile } from "./write-new-file.ts";

test("content that fails before the file is open leaves no file", async () => {
  const folder = await temporaryFolder();
  const attempts = Array.from({ length: 200 }, async (_, index) => {
    const broken = new Readable({ read: () => broken.destroy(new Error("broken")) });
    await writeNewFile(join(folder, `${index}`), broken);
  });

  for (const { status } of await Promise.allSettled(attempts)) {
    expect(status).toBe("rejected");
  }
  expect(await readdir(folder)).toEqual([]);
});

test("a file that is there stays as it was", async () => {
  const folder = await temporaryFolder();
  const path = join(folder, "kept");
  await writeFile(path, "kept");

  await expect(writeNewFile(path, Readable.from([Buffer.from("new")]))).rejects.toMatchObject({ code: "EEXIST" });
  expect(await readFile(path, "utf8")).toBe("kept");
});
