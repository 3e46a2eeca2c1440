import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { decodeUpload, type KeptUpload } from "./kept-upload.ts";

/** The name of a file: its number, and which part of an upload it is. */
const FILE = /^(\d+)\.(upload|content|partial)$/;

/** An upload that is on this disk. */
export interface SpooledUpload {
  readonly upload: KeptUpload;
  /** Path of its content; nothing is there for a link. */
  readonly contentPath: string;
  /** Deletes its files: it is on the server, or given up. Forgetting twice is harmless. */
  forget(): Promise<void>;
}

/** The files of an upload. */
interface UploadFiles {
  record: string;
  content: string;
  /** Called once, when they are deleted. */
  onForgotten?(): void;
}

/** Makes the handle of an upload from its files. */
export function spooledUpload(
  upload: KeptUpload,
  { record, content, onForgotten = () => {} }: UploadFiles,
): SpooledUpload {
  let isForgotten = false;
  return {
    upload,
    contentPath: content,
    async forget() {
      if (!isForgotten) {
        isForgotten = true;
        // A content without its record is nothing that anybody waits for.
        await rm(record, { force: true });
        await rm(content, { force: true });
        onForgotten();
      }
    },
  };
}

/**
 * Finds the uploads that a process has left in its folder, in order, and how many of them cannot be read. Those are deleted, and
 * so are the parts of uploads that were not kept yet when the process ended.
 */
export async function leftUploads(folder: string): Promise<{ uploads: SpooledUpload[]; damaged: number }> {
  const numbers = new Map<number, Set<string>>();
  for (const name of await readdir(folder)) {
    const [, number, ending = ""] = FILE.exec(name) ?? [];
    if (number !== undefined) {
      numbers.set(Number(number), (numbers.get(Number(number)) ?? new Set()).add(ending));
    }
  }
  const uploads: SpooledUpload[] = [];
  let damaged = 0;
  for (const [number, endings] of [...numbers].sort(([a], [b]) => a - b)) {
    const [record, content, partial] = ["upload", "content", "partial"].map((ending) =>
      join(folder, `${number}.${ending}`),
    ) as [string, string, string];
    const upload = endings.has("upload") ? decodeUpload(await readFile(record, "utf8")) : undefined;
    if (upload) {
      uploads.push(spooledUpload(upload, { record, content }));
      continue;
    }
    damaged += endings.has("upload") ? 1 : 0;
    await Promise.all([partial, record, content].map((path) => rm(path, { force: true })));
  }
  return { uploads, damaged };
}
