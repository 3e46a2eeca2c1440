import { mkdir } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { startServerProcess } from "../../server/server-process.ts";
import { type Comparison, compare, comparisonTable, readers, reporters } from "../comparison.ts";
import { count, duration } from "../format.ts";
import { median } from "../median.ts";
import type { Runner } from "../program.ts";
import { writeFiles } from "../programs/write-files.mjs";
import { numbers, writeRandomFile } from "../sample-file.ts";
import { requireFreeDisk, sizesOf } from "../sizes.ts";
import type { Bench } from "../suite.ts";
import { copyAndHash } from "./copy-and-hash.ts";
import { checkSame, contentOf } from "./dataset-content.ts";
import { bytesOnDisk, secondsToWrite } from "./files-on-disk.ts";
import { programs } from "./programs.ts";

const sizes = {
  full: { runs: 3, files: 20_000, megabytes: 2048 },
  quick: { runs: 1, files: 100, megabytes: 16 },
};

const FILE_BYTES = 10_240;

/** Datasets of many small files, and of a large one, beside the Python SDK. */
export async function datasetsSuite(bench: Bench): Promise<string> {
  const { runs, files, megabytes } = sizesOf(bench, sizes);
  const { folder } = bench;
  // The source, a zip on its way, the zips that the server keeps, and the copies, of which those of small files are left.
  await requireFreeDisk(bench, bytesOnDisk(files, FILE_BYTES) * (4 + 7 * runs) + megabytes * 2 ** 20 * (5 + 2 * runs));
  await using server = await startServerProcess(join(folder, "server"));

  async function measure(
    source: string,
    { writers, leavesHome }: { writers: readonly Runner[]; leavesHome: boolean },
  ): Promise<[written: Comparison, read: Comparison]> {
    const program = { server, runs, leavesHome };
    const written = await compare(bench, { ...program, runners: writers, file: programs.write, args: [source] });
    const [first] = written.get("TypeScript") ?? [];
    const read = await compare(bench, {
      ...program,
      runners: readers,
      file: programs.read,
      args: [first?.result ?? ""],
      check: async (copy) => checkSame("dataset", await contentOf(source), await contentOf(copy)),
    });
    return [written, read];
  }

  const small = join(folder, "small");
  const content = numbers(FILE_BYTES);
  writeFiles({ folder: small, to: files, content });
  const [smallWritten, smallRead] = await measure(small, { writers: reporters, leavesHome: true });
  const [bare, unpacked]: [number[], number[]] = [[], []];
  const deflated = deflateRawSync(content);
  for (let run = 0; run < runs; run += 1) {
    bare.push(await secondsToWrite(bench, files, { content }));
    unpacked.push(await secondsToWrite(bench, files, { content: deflated, isDeflated: true }));
  }

  const large = join(folder, "large");
  await mkdir(large);
  const noise = join(large, "noise.bin");
  await writeRandomFile(noise, megabytes);
  // How Python reports makes seconds of difference, and the large file takes it minutes.
  const [largeWritten, largeRead] = await measure(large, { writers: readers, leavesHome: false });
  const plain = await copyAndHash(noise, join(folder, "noise.copy"), runs);

  const title = { small: `${count(files)} files of 10 KB`, large: `One file of ${count(megabytes)} MB` };
  return [
    `Medians of ${runs} runs, taken in turn; every run is a new process with an empty home folder.`,
    `### ${title.small}: create, add, upload, finalize`,
    comparisonTable(smallWritten),
    `### ${title.small}: local copy, cache empty`,
    comparisonTable(smallRead),
    `Loops in ${availableParallelism()} threads that do nothing but write the same files take ${duration(median(bare))}, and ` +
      `${duration(median(unpacked))} where they also inflate and hash each: no local copy that verifies can be faster.`,
    `### ${title.large} that nothing can compress: create, add, upload, finalize`,
    comparisonTable(largeWritten),
    `### ${title.large} that nothing can compress: local copy, cache empty`,
    comparisonTable(largeRead),
    `A plain copy of that file by streams, with its sha256 and until it is on the disk for good, takes ${duration(plain)}. ` +
      `Against that, its upload is ${share(plain, largeWritten, "upload")} as fast, and its local copy ${share(plain, largeRead, "local copy")}.`,
  ].join("\n\n");
}

function share(plain: number, comparison: Comparison, phase: string): string {
  const seconds = median((comparison.get("TypeScript") ?? []).map(({ phases }) => phases[phase] ?? Number.NaN));
  return `${Math.round((100 * plain) / seconds)} %`;
}
