import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { appendFile, mkdir, open, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createZip } from "@clearml-ts/archive";
import type { TaskEvent } from "@clearml-ts/protocol";
import { listFolder } from "@clearml-ts/storage";
import { encodeEvents, sortEvents } from "./event-lines.ts";
import { archiveOf, DATA_FOLDER, LOG_FILE, METRICS_FILE, TASK_FILE } from "./session-files.ts";
import { decodeTaskFile, encodeTaskFile, type TaskFile } from "./task-file.ts";

/** The folder of one session: what a task says of itself, its reports, and what it stored. */
export class SessionFolder {
  readonly path: string;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.path = path;
  }

  /** Folder below which the task stores what it would upload. */
  get dataFolder(): string {
    return join(this.path, DATA_FOLDER);
  }

  /** Makes the folder. */
  async create(file: TaskFile): Promise<void> {
    await mkdir(this.dataFolder, { recursive: true });
    await this.#write(file);
  }

  /** Reads the task; undefined where there is no session. */
  async read(): Promise<TaskFile | undefined> {
    try {
      return decodeTaskFile(await readFile(join(this.path, TASK_FILE), "utf8"));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") {
        return undefined;
      }
      throw error;
    }
  }

  /** Changes the task, one change at a time; false where there is no session. */
  change(edit: (file: TaskFile) => TaskFile): Promise<boolean> {
    return this.#inTurn(async () => {
      const file = await this.read();
      if (file) {
        await this.#write(edit(file));
      }
      return file !== undefined;
    });
  }

  /**
   * Adds a batch of events; one that is there already, as its program ended before it was told so, is not added again. False
   * where there is no session.
   */
  append(events: readonly TaskEvent[]): Promise<boolean> {
    const { log, metrics } = sortEvents(events);
    return this.#inTurn(async () => {
      const isThere = existsSync(join(this.path, TASK_FILE));
      if (isThere) {
        await addLine(join(this.path, LOG_FILE), log);
        await addLine(join(this.path, METRICS_FILE), metrics);
      }
      return isThere;
    });
  }

  /** Packs the session into a zip beside it, and returns the path. */
  pack(): Promise<string> {
    const archive = archiveOf(this.path);
    const draft = `${archive}.${randomUUID()}`;
    return this.#inTurn(async () => {
      await createZip(draft, await listFolder(this.path));
      await rename(draft, archive);
      return archive;
    });
  }

  async #write(file: TaskFile): Promise<void> {
    const path = join(this.path, TASK_FILE);
    const draft = join(dirname(this.path), `${randomUUID()}.${TASK_FILE}`);
    await writeFile(draft, encodeTaskFile(file));
    await rename(draft, path);
  }

  #inTurn<T>(job: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(job);
    this.#turn = turn.catch(() => {});
    return turn;
  }
}

async function addLine(path: string, events: readonly TaskEvent[]): Promise<void> {
  if (events.length === 0) {
    return;
  }
  const line = encodeEvents(events);
  if (!(await endsWith(path, line))) {
    await appendFile(path, line);
  }
}

async function endsWith(path: string, line: string): Promise<boolean> {
  const bytes = Buffer.from(line);
  const file = await open(path, "a+");
  try {
    const { size } = await file.stat();
    if (size < bytes.length) {
      return false;
    }
    const end = Buffer.alloc(bytes.length);
    await file.read(end, 0, end.length, size - end.length);
    return end.equals(bytes);
  } finally {
    await file.close();
  }
}
