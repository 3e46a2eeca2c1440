import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FILES_IN_FOLDER = 1000;
/** Disks give files whole blocks, and each an entry in its folder. */
const [BLOCK, ENTRY] = [4096, 512];

/** Writes files that all differ, a thousand in a folder. */
export function writeFiles(folder: string, files: number, content: Buffer): void {
  for (let index = 0; index < files; index += 1) {
    const part = join(folder, `part ${Math.floor(index / FILES_IN_FOLDER)}`);
    if (index % FILES_IN_FOLDER === 0) {
      mkdirSync(part, { recursive: true });
    }
    content.write(String(index).padStart(10, "0"));
    writeFileSync(join(part, `${index}.csv`), content);
  }
}

/** Bytes that files take on the disk. */
export function bytesOnDisk(files: number, bytes: number): number {
  return files * (Math.ceil(bytes / BLOCK) * BLOCK + ENTRY);
}
