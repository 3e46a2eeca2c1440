import type { FileCount } from "../progress.ts";
import type { KeptCopies } from "./kept-copies.ts";

/** How the files of a version are brought together. */
export interface AssemblyOptions {
  /** The folder that they are put into. */
  workspace: string;
  /** Threads that unpack and copy at the same time. @default one a processor, at most 8 */
  threads?: number | undefined;
  /** Link to files of copies of ancestors instead of copying them. */
  useSoftLinks: boolean;
  /** Keeps the copies of ancestors that are linked to. */
  kept: KeptCopies;
  count: FileCount;
  signal: AbortSignal | undefined;
}
