import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "@clearml-ts/client";
import { copy } from "../disk-copy.ts";
import { curl, type FileClient, nodeStreams } from "../file-clients.ts";
import { count } from "../format.ts";
import { median } from "../median.ts";
import { writeRandomFile } from "../sample-file.ts";
import type { Bench } from "../suite.ts";
import { type Row, told, wanted } from "./row.ts";

/** Brings a file from the disk to the disk, by bare streams and through the file server; all end when it is there for good. */
export async function transfers(
  { folder, progress }: Bench,
  connection: Connection,
  { fileMegabytes, runs }: { fileMegabytes: number; runs: number },
): Promise<Row[]> {
  progress(`a file of ${fileMegabytes} MB up and down`);
  const place = join(folder, "transfers");
  await mkdir(place);
  const [source, target] = [join(place, "source"), join(place, "target")];
  await writeRandomFile(source, fileMegabytes);
  const headers = await connection.session.authorize();
  const { filesServer } = connection.config;

  const seconds = new Map<string, number[]>();
  const time = async (what: string, action: () => Promise<void>) => {
    const started = performance.now();
    await action();
    seconds.set(what, [...(seconds.get(what) ?? []), (performance.now() - started) / 1000]);
    // Overwriting a file is not what writing a new one is.
    await rm(target, { force: true });
  };
  const there = async (name: string, client: FileClient, run: number) => {
    const url = `${filesServer}/bench/${run}.bin`;
    await time(`upload by ${name}`, () => client.upload(source, url, headers));
    await time(`download by ${name}`, () => client.download(url, target, headers));
    await fetch(url, { method: "DELETE", headers });
  };
  for (let run = 0; run < runs; run += 1) {
    await time("copy", () => copy(source, target));
    await there("curl", curl, run);
    await there("Node streams", nodeStreams, run);
  }
  await rm(place, { recursive: true });

  const speed = (what: string) => fileMegabytes / median(seconds.get(what) ?? []);
  const percent = (what: string) => (100 * speed(what)) / speed("copy");
  const compared = (what: string) => `${count(speed(what))} MB/s, ${count(percent(what))} % of that`;
  const rowOf = (what: string) => wanted(what, compared(what), "≥ 70 %", percent(what) >= 70);
  return [
    told(
      `file of ${fileMegabytes} MB copied by bare Node streams, with fsync (${runs} runs)`,
      `${count(speed("copy"))} MB/s`,
    ),
    rowOf("upload by curl"),
    rowOf("download by curl"),
    told("upload by Node streams", compared("upload by Node streams")),
    told("download by Node streams", compared("download by Node streams")),
  ];
}
