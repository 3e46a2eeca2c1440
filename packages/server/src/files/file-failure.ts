import { ClearMLError } from "@clearml-ts/protocol";

/** Thrown to refuse a request to the file store with an HTTP status and one line of text. */
export class FileFailure extends ClearMLError {
  override name = "FileFailure";

  constructor(
    readonly status: number,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const statusOfSystemError: Readonly<Record<string, readonly [status: number, text: string]>> = {
  ENOSPC: [507, "the disk is full"],
  EDQUOT: [507, "the disk quota is used up"],
  ENAMETOOLONG: [400, "the path is too long"],
  EISDIR: [409, "the path is a folder"],
  ENOTEMPTY: [409, "the path is a folder"],
  ENOTDIR: [409, "a file stands where the path needs a folder"],
  EEXIST: [409, "a file stands where the path needs a folder"],
  EFBIG: [507, "the file is larger than the disk takes"],
  EROFS: [507, "the disk is read-only"],
  EACCES: [507, "the folder of the files cannot be written to"],
  EPERM: [507, "the folder of the files cannot be written to"],
};

/** Turns what the system says about a path or a disk into the refusal it means; `undefined` for anything else. */
export function asFileFailure(error: unknown): FileFailure | undefined {
  if (error instanceof FileFailure) {
    return error;
  }
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const known = statusOfSystemError[code];
  return known && new FileFailure(known[0], known[1], { cause: error });
}
