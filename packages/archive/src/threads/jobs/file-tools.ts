import type { FileFault } from "../job-types.ts";

/** The parts of Node that the jobs of a thread work with. */
export interface NodeModules {
  fs: typeof import("node:fs");
  crypto: typeof import("node:crypto");
  zlib: typeof import("node:zlib");
}

/** The tools that all jobs of a thread share. */
export interface FileTools {
  /** Memory that a job reads into, and that the next one overwrites. */
  readonly scratch: Buffer;
  /** An error as plain data. */
  faultOf(error: unknown): FileFault;
}

/** Makes the tools of a thread. The text of this function is part of the program of the threads: it must use nothing from outside of itself. */
export function fileTools(): FileTools {
  function faultOf(error: unknown): FileFault {
    const { message, code } = error as NodeJS.ErrnoException;
    return code === undefined ? { message } : { message, code };
  }

  return { scratch: Buffer.allocUnsafeSlow(1 << 20), faultOf };
}
