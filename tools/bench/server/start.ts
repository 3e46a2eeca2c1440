import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startServerProcess } from "../../server/server-process.ts";
import { durations, megabytes } from "../format.ts";
import { type Spread, spread } from "../median.ts";
import type { Bench } from "../suite.ts";
import { type Row, told, wanted } from "./row.ts";

/** Starts the server on new folders. */
export async function startEmpty({ folder, progress }: Bench, starts: number): Promise<Row[]> {
  progress("starts on an empty folder");
  const bare = spread(Array.from({ length: starts }, secondsOfBareNode));
  const { ready, memory } = await startOn((start) => join(folder, `start-${start}`), starts);
  return [
    told("start and end of a bare `node`, for comparison", durations(bare)),
    wanted("ready on an empty folder", durations(ready), "< 0.5 s", ready.median < 0.5),
    told("memory of the idle server, empty folder", megabytes(memory)),
  ];
}

/** Starts the server again and again on a folder that holds something. */
export async function startFilled(
  { progress }: Bench,
  { starts, dataDir, content }: { starts: number; dataDir: string; content: string },
): Promise<Row[]> {
  progress(`starts with ${content}`);
  const { ready, memory } = await startOn(() => dataDir, starts);
  return [
    wanted(`ready with ${content}`, durations(ready), "< 1 s", ready.median < 1),
    wanted(`memory of the idle server with ${content}`, megabytes(memory), "< 150 MB", memory < 150 * 2 ** 20),
  ];
}

async function startOn(dataDir: (start: number) => string, starts: number): Promise<{ ready: Spread; memory: number }> {
  const seconds: number[] = [];
  let memory = 0;
  for (let start = 0; start < starts; start += 1) {
    await using server = await startServerProcess(dataDir(start));
    seconds.push(server.secondsToReady);
    if (start === starts - 1) {
      // Memory that only the start needed is given back by then.
      await pause(3000);
      memory = server.memory();
    }
  }
  return { ready: spread(seconds), memory };
}

function secondsOfBareNode(): number {
  const started = performance.now();
  execFileSync(process.execPath, ["-e", "0"]);
  return (performance.now() - started) / 1000;
}
