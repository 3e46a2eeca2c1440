import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { FolderError } from "./errors.ts";
import { type ListFolderOptions, listFolder } from "./list-folder.ts";

/** A folder laid out as the cache of Hugging Face: files in `blobs`, links to them in `snapshots`. */
async function cacheOfHuggingFace(): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, "blobs"));
  await mkdir(join(folder, "snapshots", "main", "onnx"), { recursive: true });
  await writeFile(join(folder, "blobs", "0a1b"), "weights");
  await symlink("../../blobs/0a1b", join(folder, "snapshots", "main", "model.bin"));
  await symlink("../../../blobs/0a1b", join(folder, "snapshots", "main", "onnx", "model.onnx"));
  await symlink("main", join(folder, "snapshots", "latest"));
  return folder;
}

test("links to files and folders are followed, and everything is sorted by name", async () => {
  const folder = await cacheOfHuggingFace();
  const files = await listFolder(folder);
  expect(files.map(({ name, size }) => [name, size])).toEqual([
    ["blobs/0a1b", 7],
    ["snapshots/latest/model.bin", 7],
    ["snapshots/latest/onnx/model.onnx", 7],
    ["snapshots/main/model.bin", 7],
    ["snapshots/main/onnx/model.onnx", 7],
  ]);
  // A folder may itself be reached by a link.
  expect((await listFolder(join(folder, "snapshots", "latest"))).map(({ name }) => name)).toEqual([
    "model.bin",
    "onnx/model.onnx",
  ]);
});

test("a link back to a folder around it, and one that leads nowhere, are refused by name", async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, "a", "b"), { recursive: true });
  const back = join(folder, "a", "b", "back");
  await symlink("../..", back);
  await expect(listFolder(folder)).rejects.toMatchObject({ name: "FolderError", path: back });

  const other = await temporaryFolder();
  await symlink("gone", join(other, "link"));
  await symlink("self", join(other, "self"));
  await expect(listFolder(other)).rejects.toThrow("is a link that leads nowhere");
});

test("a device, which is neither a file nor a folder, is refused", async () => {
  const folder = await temporaryFolder();
  await symlink("/dev/null", join(folder, "device"));
  await expect(listFolder(folder)).rejects.toThrow(FolderError);
});

test("a filter leaves out files, and links that would be refused", async () => {
  const folder = await cacheOfHuggingFace();
  await symlink("gone", join(folder, "gone.txt"));
  const names = async (options: ListFolderOptions) => (await listFolder(folder, options)).map(({ name }) => name);
  expect(await names({ filter: (name) => name.endsWith(".onnx") })).toEqual([
    "snapshots/latest/onnx/model.onnx",
    "snapshots/main/onnx/model.onnx",
  ]);
  await writeFile(join(folder, "top.bin"), "");
  expect(await names({ recursive: false, filter: (name) => name.endsWith(".bin") })).toEqual(["top.bin"]);
});
