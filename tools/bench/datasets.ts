import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, mkdirSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { table } from "../markdown/markdown.ts";
import { startServerProcess } from "../server/server-process.ts";
import { compare, comparisonTable, readers, reporters } from "./comparison.ts";
import { checkSame, contentOf } from "./dataset-content.ts";
import { sync } from "./disk-copy.ts";
import { count, duration, megabytes } from "./format.ts";
import { runProgram } from "./program.ts";
import { numbers, writeRandomFile } from "./sample-file.ts";
import type { Bench } from "./suite.ts";

const sizes = {
  full: { runs: 3, files: 20_000, fileMegabytes: 2048, tiny: [10_000, 100_000, 1_000_000] },
  quick: { runs: 1, files: 100, fileMegabytes: 16, tiny: [100, 1000] },
};

const programs = {
  write: new URL("./programs/dataset.mjs", import.meta.url),
  read: new URL("./programs/dataset-copy.mjs", import.meta.url),
};

const FILES_IN_FOLDER = 1000;

/** Datasets of many files and of a large one beside the Python SDK, and of more files than it can be waited for. */
export async function datasetsSuite(bench: Bench): Promise<string> {
  const size = bench.quick ? sizes.quick : sizes.full;
  const { folder } = bench;
  await using server = await startServerProcess(join(folder, "server"));
  const sections = [
    `Medians of ${size.runs} runs, taken in turn; every run is a new process with an empty home folder.`,
  ];

  const small = join(folder, "small");
  writeFiles(small, size.files, numbers(10_240));
  const large = join(folder, "large");
  await mkdir(large);
  await writeRandomFile(join(large, "noise.bin"), size.fileMegabytes);
  for (const [title, source] of [
    [`${count(size.files)} files of 10 KB`, small],
    [`one file of ${size.fileMegabytes} MB that nothing can compress`, large],
  ] as const) {
    const program = { server, runs: size.runs };
    const created = await compare(bench, { ...program, runners: reporters, file: programs.write, args: [source] });
    const [first] = created.get("TypeScript") ?? [];
    const copied = await compare(bench, {
      ...program,
      runners: readers,
      file: programs.read,
      args: [first?.result ?? ""],
      check: async (copy) => checkSame("dataset", await contentOf(source), await contentOf(copy)),
    });
    sections.push(
      `### ${title}: create, add, upload, finalize\n\n${comparisonTable(created)}`,
      `### ${title}: local copy, cache empty\n\n${comparisonTable(copied)}`,
    );
  }
  const plain = await copyAndHash(join(large, "noise.bin"), join(folder, "noise.copy"));
  sections.push(
    `A plain copy of that file by streams, with its sha256 and until it is on the disk for good: ${duration(plain)}.`,
  );

  const rows: string[][] = [];
  for (const files of size.tiny) {
    const source = join(folder, `tiny ${files}`);
    writeFiles(source, files, Buffer.alloc(100, "0123456789"));
    bench.progress(`${count(files)} files of 100 bytes`);
    const written = await runProgram(bench, "TypeScript", { server, file: programs.write, args: [source] });
    const read = await runProgram(bench, "TypeScript", { server, file: programs.read, args: [written.result] });
    rows.push([
      count(files),
      duration(written.total),
      duration(written.total / files),
      megabytes(written.memory),
      duration(read.total),
      duration(read.total / files),
      megabytes(read.memory),
    ]);
  }
  sections.push(
    `### Many files of 100 bytes, in TypeScript alone\n\n${table(
      ["files", "create to finalize", "each", "memory", "local copy", "each", "memory"],
      rows,
    )}`,
  );
  return sections.join("\n\n");
}

/** Writes files that all differ, a thousand in a folder. */
function writeFiles(folder: string, files: number, content: Buffer): void {
  for (let index = 0; index < files; index += 1) {
    const part = join(folder, `part ${Math.floor(index / FILES_IN_FOLDER)}`);
    if (index % FILES_IN_FOLDER === 0) {
      mkdirSync(part, { recursive: true });
    }
    content.write(String(index).padStart(10, "0"));
    writeFileSync(join(part, `${index}.csv`), content);
  }
}

async function copyAndHash(source: string, target: string): Promise<number> {
  const started = performance.now();
  const hash = createHash("sha256");
  const hashed = async function* (content: AsyncIterable<Buffer>) {
    for await (const chunk of content) {
      hash.update(chunk);
      yield chunk;
    }
  };
  await pipeline(createReadStream(source, { highWaterMark: 1 << 20 }), hashed, createWriteStream(target));
  await sync(target);
  return (performance.now() - started) / 1000;
}
