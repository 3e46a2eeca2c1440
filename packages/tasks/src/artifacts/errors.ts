import { ClearMLError } from "@clearml-ts/protocol";
import type { ValueErrorOptions } from "../errors.ts";

/** Thrown when something is deleted, and files of it could not be removed. */
export class LeftoverFilesError extends ClearMLError {
  override name = "LeftoverFilesError";

  constructor(
    readonly taskId: string,
    /** The files that are still there, each with the error of its removal. */
    readonly files: readonly { url: string; cause: unknown }[],
  ) {
    const urls = files.slice(0, 10).map(({ url }) => url);
    const others = files.length > urls.length ? `, and ${files.length - urls.length} more` : "";
    super(
      `${files.length} files of task ${taskId} could not be removed; remove them in their store: ${urls.join(", ")}${others}.`,
      { cause: new AggregateError(files.map(({ cause }) => cause)) },
    );
  }
}

/** Thrown when an artifact cannot be made, stored or read back. */
export class ArtifactError extends ClearMLError {
  override name = "ArtifactError";
  /** The place inside the value, such as `$.model.weights[3]`; undefined where the whole artifact is meant. */
  readonly path: string | undefined;

  constructor(
    readonly artifact: string,
    problem: string,
    { path, ...options }: ValueErrorOptions = {},
  ) {
    super(`Artifact "${artifact}" ${problem}`, options);
    this.path = path;
  }
}
