import { rm } from "node:fs/promises";
import { hostname } from "node:os";
import { ApiError, type TaskRecord } from "@clearml-ts/protocol";
import { findProcess, processMarkText } from "@clearml-ts/storage";
import { LogStream } from "../console/log-stream.ts";
import { OutputFile } from "../console/output-file.ts";
import { UnrunnableTaskError } from "../errors.ts";
import type { AgentSettings } from "../options.ts";
import type { Program } from "../process/program.ts";
import { NextRun } from "../slot/next-run.ts";
import { type RunNote, RunNoteFile, runFiles } from "../slot/run-note.ts";
import type { Slot } from "../slot/slot.ts";
import { untilAnswered } from "../until-answered.ts";
import { Afterward } from "./afterward.ts";
import { reportEnd, statusMessage } from "./report-end.ts";
import { type RunEnd, type RunOutcome, runEnd } from "./run-end.ts";
import { startProgram } from "./start-program.ts";
import { reasonNumbers } from "./stop-reason.ts";
import { waitForAbortCallback, watchTask } from "./task-watch.ts";

/** A task that was taken from a queue. */
export interface PulledTask {
  readonly task: string;
  /** Id of the queue. */
  readonly queue: string;
  /** The name of the run that begins with it. */
  readonly run: string;
}

/** How often the server is told that a task is alive, in milliseconds: the official agent's. */
const PING_MS = 60_000;

/**
 * Time for the last words about a run after its agent was told to end, in milliseconds; the next agent says what was not said. Those who
 * stop a service or a container do not wait much longer.
 */
const LAST_WORDS_MS = 5000;

/** One run of one task in one slot: from the queue to its last status. */
export class TaskRun {
  readonly #settings: AgentSettings;
  readonly #slot: Slot;
  readonly #pulled: PulledTask;
  readonly #notes: RunNoteFile;
  readonly #output: OutputFile;
  readonly #log: LogStream;
  #note: RunNote;

  constructor(settings: AgentSettings, slot: Slot, pulled: PulledTask) {
    const { connection } = settings;
    this.#settings = settings;
    this.#slot = slot;
    this.#pulled = pulled;
    this.#notes = new RunNoteFile(slot.folder);
    this.#output = new OutputFile(runFiles(slot.folder).output);
    this.#note = { run: pulled.run, task: pulled.task, reported: 0 };
    this.#log = new LogStream(connection.session, {
      source: { task: pulled.task, workerId: slot.workerId, run: this.#note.run },
      file: this.#output,
      onReported: (reported) => this.#remember({ reported }),
      warn: (message) => connection.warn(message),
    });
  }

  /** Runs the task. Rejects when it could not be reported before the agent had to end: the next agent reports it then. */
  async run(closing: AbortSignal): Promise<void> {
    const { emit, grace } = this.#settings;
    const { task, queue } = this.#pulled;
    const worker = this.#slot.workerId;
    using lastWords = new Afterward(closing, grace + LAST_WORDS_MS);
    const files = runFiles(this.#slot.folder);
    await rm(files.output, { force: true });
    await this.#remember({});
    await new NextRun(this.#slot.folder).renew();
    try {
      const record = await this.#begin(lastWords.signal);
      if (record) {
        emit({ event: "task started", worker, task, queue });
        const outcome = await this.#execute(record, closing, lastWords.signal);
        const end = await this.#report(outcome, lastWords.signal);
        emit({
          event: "task ended",
          worker,
          task,
          ...(end.status && { status: end.status, reason: end.reason ?? "" }),
        });
      }
    } finally {
      await rm(files.config, { force: true });
    }
    await this.#notes.remove();
    await rm(files.output, { force: true });
  }

  /** Tells the server that the task is taken; undefined when the task cannot be started, because it is gone. */
  async #begin(signal: AbortSignal): Promise<TaskRecord | undefined> {
    const { connection } = this.#settings;
    const { tasks } = connection.services;
    const { task, queue } = this.#pulled;
    try {
      await untilAnswered(signal, () =>
        tasks.started({ task, status_message: "pulled by agent", force: true }, { signal }),
      );
      const words = `task ${task} pulled from ${queue} by worker ${this.#slot.workerId}\n`;
      const runtime = { _exec_agent_hostname: hostname() };
      // Side by side: the program does not start before all of them are answered.
      const [{ tasks: found }] = await Promise.all([
        untilAnswered(signal, () => tasks.getAll({ id: [task], search_hidden: true }, { signal })),
        // It is in no other queue: a task may have been put there by hand.
        untilAnswered(signal, () => tasks.dequeue({ task, new_status: "in_progress" }, { signal })),
        untilAnswered(signal, () => tasks.editRuntime({ task, add_or_update: runtime, force: true }, { signal })),
        untilAnswered(signal, () => this.#log.say("info", words, signal)),
      ]);
      return found[0];
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      connection.warn(`Task ${task} was taken from its queue, and cannot be started: ${error.message}`);
      return undefined;
    }
  }

  /** Runs the program until it ends, or until somebody ends it. */
  async #execute(record: TaskRecord, closing: AbortSignal, lastWords: AbortSignal): Promise<RunOutcome> {
    const { connection } = this.#settings;
    const { tasks } = connection.services;
    const task = record.id;
    const over = new AbortController();
    const ending = this.#endFromOutside(closing, over.signal);
    const preparing = new AbortController();
    void ending.then(() => preparing.abort());
    const following = this.#log.follow(over.signal);
    const ping = setInterval(() => void tasks.ping({ task }, { retries: 0 }).catch(() => {}), PING_MS);
    try {
      const program = await startProgram(this.#settings, this.#slot, record, {
        print: (text) => this.#output.add(text),
        beforeStart: async () => {
          const status_reason = "worker starting task execution";
          const words = { status_reason, status_message: statusMessage(this.#slot.workerId), force: true };
          await untilAnswered(preparing.signal, () => tasks.started({ task, ...words }));
        },
        signal: preparing.signal,
      });
      return await this.#watch(program, ending, lastWords);
    } catch (error) {
      if (preparing.signal.aborted) {
        return await ending;
      }
      const refusal = refusalOf(error);
      await this.#output.add(`${refusal.message}\n`);
      return { kind: "refused", reason: refusal.reason };
    } finally {
      clearInterval(ping);
      over.abort();
      await following;
    }
  }

  /** Waits until the run has to end although the program has not; never, when that ends by itself. */
  async #endFromOutside(closing: AbortSignal, over: AbortSignal): Promise<RunOutcome> {
    const watched = watchTask(this.#settings.connection, this.#pulled.task, over);
    return await new Promise<RunOutcome>((resolve) => {
      const onClosing = () => resolve({ kind: "agent closed" });
      if (closing.aborted) {
        onClosing();
      }
      closing.addEventListener("abort", onClosing, { once: true });
      over.addEventListener("abort", () => closing.removeEventListener("abort", onClosing), { once: true });
      void watched.then((reason) => reason && resolve({ kind: "stop", reason }));
    });
  }

  /** Waits for the end of the program, and ends it when somebody wants that. */
  async #watch(program: Program, ending: Promise<RunOutcome>, lastWords: AbortSignal): Promise<RunOutcome> {
    const mark = findProcess(program.pid);
    await this.#remember(mark ? { program: processMarkText(mark) } : {});
    const exited = program.exit.then((code): RunOutcome => ({ kind: "exit", code }));
    const outcome = await Promise.race([exited, ending]);
    if (outcome.kind === "stop") {
      await this.#tellStop(outcome.reason, lastWords);
      const tidy = new AbortController();
      const tidied = waitForAbortCallback(
        this.#settings.connection,
        this.#pulled.task,
        (text) => this.#log.say("debug", text, lastWords),
        tidy.signal,
      ).catch(() => {});
      await Promise.race([tidied, exited]);
      tidy.abort();
      await tidied;
    }
    if (outcome.kind !== "exit") {
      await program.end(this.#settings.grace);
    }
    program.endChildren();
    return outcome;
  }

  async #tellStop(reason: keyof typeof reasonNumbers, signal: AbortSignal): Promise<void> {
    const who = reason === "exception" ? "Task failed" : "User aborted";
    const text = `${who}: stopping task (${reasonNumbers[reason]}) ${reason}\n`;
    // The program has to end, whether or not the server takes this line.
    await this.#log.say("error", text, signal).catch(() => {});
  }

  /** Reports what is left of the output, then the status. */
  async #report(outcome: RunOutcome, signal: AbortSignal): Promise<RunEnd> {
    const end = runEnd(outcome);
    const { connection } = this.#settings;
    const { task } = this.#pulled;
    await reportEnd(connection, { task, workerId: this.#slot.workerId, end, log: this.#log }, signal);
    return end;
  }

  async #remember(change: Partial<RunNote>): Promise<void> {
    this.#note = { ...this.#note, ...change };
    await this.#notes.write(this.#note);
  }
}

/** A task that cannot be run is one thing, an error of ours another; what the system refuses, such as a full disk, ends the task only. */
function refusalOf(error: unknown): UnrunnableTaskError {
  if (error instanceof UnrunnableTaskError) {
    return error;
  }
  if (error instanceof Error && "code" in error) {
    return new UnrunnableTaskError("worker cannot run the task", `The worker cannot run the task: ${error.message}`);
  }
  throw error;
}
