import { join } from "node:path";
import { connect } from "@clearml-ts/client";
import { startServer } from "@clearml-ts/server";
import { ReportError, Task } from "@clearml-ts/tasks";
import { type Finding, unmet } from "../faults/finding.ts";
import { SmallDisk } from "../faults/small-disk.ts";
import { Sandbox } from "../sandbox.ts";

/** Lines of a kilobyte, more than the disk has room for. */
const LINES = 12_000;

/** Bytes of an artifact that has no room on the disk either. */
const ARTIFACT = 6 * 2 ** 20;

/** A server that stops to answer, and a task of a program whose reports are kept on a small disk. */
interface Situation {
  task: Task;
  warnings: readonly string[];
  disk: SmallDisk;
  setAway(isAway: boolean): void;
}

/** Has a program report while the server is away, until its disk is full, and looks whether all of it arrives. */
export function fillJournalDisk(): Promise<Finding> {
  const what = "A program's disk fills up with reports while the server is away.";
  return onSmallDisk(what, async ({ task, warnings, setAway }) => {
    setAway(true);
    writeLines(task);
    const kept = await task.flush().catch((error: unknown) => error);
    const artifact = await task.uploadArtifact("large", new Uint8Array(ARTIFACT)).catch((error: unknown) => error);
    setAway(false);
    await task.flush();
    const arrived = await arrivedInOrder(task);
    setAway(true);
    const small = await task.uploadArtifact("small", "text").catch((error: unknown) => error);
    setAway(false);
    await task.flush();
    await task.reload();
    return {
      happened: warnings.join("\n"),
      conditions: {
        "flush() does not say how much is on the disk and how much in memory":
          kept instanceof ReportError && kept.stored > 0 && kept.stored < kept.pending && kept.pending === LINES,
        "the artifact counts as accepted": artifact instanceof Error && !task.artifacts.has("large"),
        "there is not one warning for reports and one for the artifact": warnings.length === 2,
        "lines are missing, or in disorder": arrived,
        "nothing is kept when there is room again": !(small instanceof Error) && task.artifacts.has("small"),
      },
    };
  });
}

/** Has a program report whose disk cannot be written. */
export function writeProtectJournal(): Promise<Finding> {
  const what = "A program's disk cannot be written.";
  return onSmallDisk(what, async ({ task, warnings, disk, setAway }) => {
    disk.setReadOnly(true);
    setAway(true);
    writeLines(task);
    const kept = await task.flush().catch((error: unknown) => error);
    setAway(false);
    await task.flush();
    const artifact = await task.uploadArtifact("small", "text").catch((error: unknown) => error);
    return {
      happened: warnings.join("\n"),
      conditions: {
        "flush() does not say that nothing is on the disk": kept instanceof ReportError && kept.stored === 0,
        "there is not one warning": warnings.length === 1,
        "lines are missing, or in disorder": await arrivedInOrder(task),
        "an artifact needs the disk although the server is there": !(artifact instanceof Error),
      },
    };
  });
}

async function onSmallDisk(
  what: string,
  provoke: (situation: Situation) => Promise<{ happened: string; conditions: Record<string, boolean> }>,
): Promise<Finding> {
  await using sandbox = new Sandbox();
  using disk = SmallDisk.mount(join(sandbox.path, "small"), 8);
  if (!disk) {
    return { what, happened: "It takes root to make a small disk.", faults: "not run" };
  }
  await using server = await startServer({ database: ":memory:", listen: false });
  let isAway = false;
  const warnings: string[] = [];
  await using connection = await connect({
    ...server.credentials,
    env: {},
    cacheDir: join(disk.path, "cache"),
    retry: { retries: 0, minDelay: 1, maxDelay: 10 },
    onWarning: (message) => void warnings.push(message.replaceAll(sandbox.path, "")),
    fetch: async (request) => {
      if (isAway) {
        throw new TypeError("fetch failed");
      }
      return await server.fetch(request);
    },
  });
  const task = await Task.create({ project: "soak", name: "small disk" }, { connection });
  const setAway = (value: boolean) => {
    isAway = value;
  };
  const { happened, conditions } = await provoke({ task, warnings, disk, setAway });
  await task.close();
  return { what, happened, faults: unmet(conditions) };
}

function writeLines(task: Task): void {
  for (let line = 0; line < LINES; line += 1) {
    task.logger.reportText(`${line} ${"x".repeat(1000)}`);
  }
}

async function arrivedInOrder(task: Task): Promise<boolean> {
  let next = 0;
  for await (const { msg = "" } of task.getReportedConsole()) {
    if (!msg.startsWith(`${next} `)) {
      return false;
    }
    next += 1;
  }
  return next === LINES;
}
