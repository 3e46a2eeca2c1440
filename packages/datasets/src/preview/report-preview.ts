import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import type { Task } from "@clearml-ts/tasks";
import type { FileEntry } from "../manifest/entry.ts";
import { type MediaKind, type PreviewKind, previewKind } from "./preview-kind.ts";
import { readParquetRows } from "./read-parquet-rows.ts";
import { readRows } from "./read-rows.ts";

// The limits are those of the Python SDK.
const ROWS = 10;
const MAX_SHOWN = 10;
const MAX_MEDIA_BYTES = 5 * 1024 * 1024;
/** Files of a kind that are opened in search of some to show. Python opens all of them: of a million, for minutes. */
const MAX_OPENED = 100;

/** Shows the first files of each kind on the page of a version: tables among the plots, media among the debug samples. */
export class Preview {
  readonly #task: Task;
  /** How many files of each kind were shown, and how many were opened for that. */
  readonly #counts = new Map<MediaKind | "Tables", { shown: number; opened: number }>();

  constructor(task: Task) {
    this.#task = task;
  }

  /** Shows those of some files that are on this machine. A file that cannot be shown is left out: it is stored anyway. */
  async report(files: Iterable<FileEntry>): Promise<void> {
    for (const { localPath, path } of files) {
      const kind = localPath === undefined ? undefined : previewKind(path);
      if (localPath === undefined || kind === undefined) {
        continue;
      }
      const title = "media" in kind ? kind.media : "Tables";
      const counts = this.#counts.get(title) ?? { shown: 0, opened: 0 };
      this.#counts.set(title, counts);
      if (counts.shown >= MAX_SHOWN || counts.opened >= MAX_OPENED) {
        continue;
      }
      counts.opened += 1;
      if (await this.#show(kind, localPath).catch(() => false)) {
        counts.shown += 1;
      }
    }
  }

  async #show(kind: PreviewKind, path: string): Promise<boolean> {
    const { logger, connection } = this.#task;
    const name = basename(path);
    if ("media" in kind) {
      if ((await stat(path)).size > MAX_MEDIA_BYTES) {
        return false;
      }
      const content = kind.media === "JSON" ? { stream: createReadStream(path), extension: ".txt" } : { path };
      await logger.reportMedia(kind.media, name, content);
      return true;
    }
    const rows =
      kind.table === "parquet"
        ? await readParquetRows(path, ROWS)
        : await readRows(path, { delimiter: kind.table, isGzipped: kind.isGzipped, rows: ROWS });
    if (!rows) {
      return false;
    }
    // Plots are kept by the server. Where the files go elsewhere, so does what is shown of them.
    if (logger.defaultUploadDestination === connection.config.filesServer) {
      logger.reportTable("Tables", "summary", { table: rows });
    } else {
      const data = rows.map((row) => row.join(",")).join("\n");
      await logger.reportMedia("Tables", name, { data, extension: ".txt" });
    }
    return true;
  }
}
