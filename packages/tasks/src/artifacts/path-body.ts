import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { createZip, formatSize } from "@clearml-ts/archive";
import { FolderError, listFolder } from "@clearml-ts/storage";
import { lookup } from "mrmime";
import type { ArtifactBody } from "./artifact-value.ts";
import { ArtifactError } from "./errors.ts";

/**
 * Makes the body of a file, or of a folder as one zip of its files. Symbolic links are followed.
 *
 * @throws {@link ArtifactError} when something in it cannot be read, or a link leads nowhere or in a circle.
 */
export async function pathBody(name: string, path: string): Promise<ArtifactBody> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new ArtifactError(name, `cannot be read from ${path}. Check that the file is there.`, { cause });
  });
  if (info.isDirectory()) {
    return folderBody(name, resolve(path));
  }
  const fileName = basename(path);
  const contentType = lookup(fileName);
  return {
    type: "custom",
    ...(contentType ? { contentType } : {}),
    preview: `${fileName} - ${formatSize(info.size)}\n`,
    content: { kind: "file", path, fileName },
    discard: async () => {},
  };
}

async function folderBody(name: string, folder: string): Promise<ArtifactBody> {
  const files = await listFolder(folder).catch((cause: unknown) => {
    const why = cause instanceof FolderError ? ` ${cause.message}` : "";
    throw new ArtifactError(name, `cannot be made of ${folder}.${why}`, { cause });
  });
  if (files.length === 0) {
    throw new ArtifactError(name, `cannot be made of ${folder}: the folder holds no file.`);
  }
  const lines = files.map((file) => `${file.name} - ${formatSize(file.size)}\n`);
  const workspace = await mkdtemp(join(tmpdir(), "clearml-artifact-"));
  const fileName = `${basename(folder)}.zip`;
  const zip = join(workspace, fileName);
  const discard = () => rm(workspace, { recursive: true, force: true });
  try {
    await createZip(zip, files);
  } catch (cause) {
    await discard();
    throw new ArtifactError(name, `could not be zipped from ${folder}: ${(cause as Error).message}`, { cause });
  }
  return {
    type: "archive",
    contentType: "application/zip",
    preview: `Archive content ${folder}/*:\n${lines.join("")}`,
    content: { kind: "file", path: zip, fileName },
    discard,
  };
}
