import { join } from "node:path";
import { table } from "../../markdown/markdown.ts";
import { startServerProcess } from "../../server/server-process.ts";
import { count, duration, megabytes } from "../format.ts";
import { runProgram } from "../program.ts";
import { writeFiles } from "../programs/write-files.mjs";
import { requireFreeDisk, sizesOf } from "../sizes.ts";
import type { Bench } from "../suite.ts";
import { bytesOnDisk, secondsToWrite } from "./files-on-disk.ts";
import { programs } from "./programs.ts";

const sizes = { full: { files: 1_000_000 }, quick: { files: 1000 } };

const FILE_BYTES = 100;

/** A dataset of more files than the Python SDK can be waited for, and of a tenth and a hundredth of them. */
export async function manyFilesSuite(bench: Bench): Promise<string> {
  const { files: most } = sizesOf(bench, sizes);
  const { folder } = bench;
  await requireFreeDisk(bench, 4 * bytesOnDisk(most, FILE_BYTES));
  await using server = await startServerProcess(join(folder, "server"));
  const rows: string[][] = [];
  for (const files of [most / 100, most / 10, most].map(Math.ceil)) {
    const source = join(folder, `tiny ${files}`);
    const content = Buffer.alloc(FILE_BYTES, "0123456789");
    writeFiles({ folder: source, to: files, content });
    bench.progress(`${count(files)} files of ${FILE_BYTES} bytes`);
    const program = { server, leavesHome: true };
    const written = await runProgram(bench, "TypeScript", { ...program, file: programs.write, args: [source] });
    const read = await runProgram(bench, "TypeScript", { ...program, file: programs.read, args: [written.result] });
    const cells = [written, read].flatMap(({ total, memory }) => [
      duration(total),
      duration(total / files),
      megabytes(memory),
    ]);
    const bare = await secondsToWrite(bench, files, { content });
    rows.push([count(files), ...cells, duration(bare), duration(bare / files)]);
  }
  const header = ["files", "create to finalize", "each", "memory", "local copy", "each", "memory", "bare", "each"];
  return [
    `Files of ${FILE_BYTES} bytes, in TypeScript alone; every run is a new process. *Bare* is a loop in each of as many threads as ` +
      "there are processors, which does nothing but write the same files: no local copy can be faster.",
    table(header, rows),
  ].join("\n\n");
}
