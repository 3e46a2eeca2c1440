import { rm } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { isProcessRunning, type ProcessMark, readProcessMark } from "@clearml-ts/storage";
import { LogStream } from "../console/log-stream.ts";
import { OutputFile } from "../console/output-file.ts";
import type { AgentSettings } from "../options.ts";
import { signalGroup } from "../process/program.ts";
import { NextRun } from "../slot/next-run.ts";
import { RunNoteFile, runFiles } from "../slot/run-note.ts";
import type { Slot } from "../slot/slot.ts";
import { reportEnd } from "./report-end.ts";
import { runEnd } from "./run-end.ts";

/** How often is looked whether a process has ended, in milliseconds. */
const LOOK_MS = 50;

/**
 * Ends the run of an agent that was killed, or that ended while the server was away: its program, if that still runs, is ended, the
 * rest of its output is reported, and the task fails if nobody has given it another end. Its exit code is lost with the agent.
 */
export async function endLeftoverRun(settings: AgentSettings, slot: Slot, signal: AbortSignal): Promise<void> {
  const { connection, grace, emit } = settings;
  const files = runFiles(slot.folder);
  const notes = new RunNoteFile(slot.folder);
  const note = await notes.read();
  await rm(files.config, { force: true });
  if (!note) {
    return;
  }
  const { task, run, reported } = note;
  const nextRun = new NextRun(slot.folder);
  if ((await nextRun.name()) === run) {
    await nextRun.renew();
  }
  const program = readProcessMark(note.program);
  if (program) {
    await endProgram(program, grace);
  }
  const { workerId } = slot;
  const log = new LogStream(connection.session, {
    source: { task, workerId, run },
    file: new OutputFile(files.output),
    reported,
    warn: (message) => connection.warn(message),
  });
  const end = runEnd({ kind: "agent killed" });
  await reportEnd(connection, { task, workerId, end, log }, signal);
  await notes.remove();
  await rm(files.output, { force: true });
  emit({ event: "task ended", worker: workerId, task, status: "failed", reason: end.reason ?? "" });
}

async function endProgram(program: ProcessMark, grace: number): Promise<void> {
  if (!isProcessRunning(program)) {
    return;
  }
  signalGroup(program.pid, "SIGTERM");
  const began = performance.now();
  while (isProcessRunning(program)) {
    if (performance.now() - began > grace) {
      signalGroup(program.pid, "SIGKILL");
    }
    await delay(LOOK_MS);
  }
  // Children that it has left behind.
  signalGroup(program.pid, "SIGKILL");
}
