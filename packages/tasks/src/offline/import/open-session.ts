import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { extractZip } from "@clearml-ts/archive";
import { OfflineSessionError } from "../errors.ts";
import { TASK_FILE } from "../session/session-files.ts";
import { decodeTaskFile, type TaskFile } from "../session/task-file.ts";
import { pathInSession } from "./session-paths.ts";

/** A session whose files can be read. */
export class OpenSession implements AsyncDisposable {
  readonly #folder: string;
  readonly #isOurs: boolean;

  private constructor(
    /** The archive or folder as it was named. */
    readonly source: string,
    readonly file: TaskFile,
    { folder, isOurs }: { folder: string; isOurs: boolean },
  ) {
    this.#folder = folder;
    this.#isOurs = isOurs;
  }

  /**
   * Opens a session: a folder as it is, an archive by unpacking it.
   *
   * @throws {@link OfflineSessionError} when it is not there, or its task cannot be read.
   * @throws {@link ArchiveError} when the archive is damaged, would write elsewhere, or is far larger than it looks.
   */
  static async open(source: string, signal?: AbortSignal): Promise<OpenSession> {
    const found = await stat(source).catch((cause: unknown) => {
      throw new OfflineSessionError(source, "is not there.", { cause });
    });
    if (found.isDirectory()) {
      return new OpenSession(source, await readTaskFile(source, source), { folder: source, isOurs: false });
    }
    const folder = await mkdtemp(join(tmpdir(), "clearml-offline-"));
    try {
      await extractZip(source, folder, { ...(signal && { signal }) });
      return new OpenSession(source, await readTaskFile(source, folder), { folder, isOurs: true });
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** The path of a file of the session. */
  pathOf(name: string): string {
    return join(this.#folder, name);
  }

  /**
   * Finds the file that an address of the session means; undefined where the address is elsewhere.
   *
   * @throws {@link OfflineSessionError} when the address leads out of the session.
   */
  find(address: string): string | undefined {
    try {
      return pathInSession(this.file.offline_folder, address);
    } catch (cause) {
      throw new OfflineSessionError(this.source, `is refused: ${(cause as Error).message}.`, { cause });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#isOurs) {
      await rm(this.#folder, { recursive: true, force: true });
    }
  }
}

async function readTaskFile(source: string, folder: string): Promise<TaskFile> {
  let text: string;
  try {
    text = await readFile(join(folder, TASK_FILE), "utf8");
  } catch (cause) {
    throw new OfflineSessionError(source, `has no ${TASK_FILE}. Pass the folder of a session, or its zip.`, { cause });
  }
  try {
    return decodeTaskFile(text);
  } catch (cause) {
    throw new OfflineSessionError(source, `has a ${TASK_FILE} that ${(cause as Error).message}.`, { cause });
  }
}
