import { execFileSync } from "node:child_process";
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { availableParallelism, cpus, loadavg, release, totalmem, type } from "node:os";
import { join } from "node:path";
import { duration } from "./format.ts";
import { median } from "./median.ts";
import type { Bench } from "./suite.ts";

/** One paragraph on what numbers depend on: day, machine, what else it does, disk, versions, durability. */
export function conditions({ folder, python }: Bench): string {
  const code =
    "import clearml, platform; print(f'Python {platform.python_version()} with clearml {clearml.__version__}')";
  const pythonVersions = execFileSync(python, ["-c", code], { encoding: "utf8" }).trim();
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)}: ${availableParallelism()} cores (${cpus()[0]?.model ?? "unknown"}),`,
    `${Math.round(totalmem() / 2 ** 30)} GB of memory, ${type()} ${release()};`,
    `a load average of ${loadavg()[0]?.toFixed(1)} before it began, which should be near 0;`,
    `a disk that takes ${duration(secondsToSync(join(folder, "sync")))} to write 4 KB for good (fsync);`,
    `Node ${process.versions.node}, ${pythonVersions}.`,
    "The server's SQLite: WAL, `synchronous=FULL`.",
  ].join("\n");
}

function secondsToSync(path: string): number {
  const file = openSync(path, "w");
  const block = Buffer.alloc(4096, 1);
  const measured = Array.from({ length: 200 }, () => {
    const started = performance.now();
    writeSync(file, block);
    fsyncSync(file);
    return (performance.now() - started) / 1000;
  });
  closeSync(file);
  return median(measured);
}
