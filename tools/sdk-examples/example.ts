/** The objects that a run may leave on the server. */
export type Trace =
  | "parameters"
  | "configuration"
  | "scalars"
  | "plots"
  | "debug samples"
  | "artifacts"
  | "models"
  | "console";

/** One of the SDK's example scripts, and how it is run. */
export interface Example {
  /** Below `examples/`. */
  path: string;
  /** The objects that its tasks must have on the server afterwards. */
  leaves: readonly Trace[];
  /** Its arguments. @default none */
  args?: readonly string[];
  /** The text that somebody types in while it runs. */
  input?: string;
  /** Paths of the examples that have to be run before. @default none */
  after?: readonly string[];
  /** Name of a task that it looks for and whose own example cannot run here; one of ours is made before. */
  baseTask?: string;
  /** Where it downloads from; data of our own lies in the SDK's cache instead. */
  download?: string;
  /** Queues that an agent has to serve. @default none */
  queues?: readonly string[];
  /** The statuses in which its tasks may end. @default ["completed"] */
  ends?: readonly string[];
  /** It runs for ever, as it is meant to; once its output, or the console of its task, says this it is ended. */
  endless?: RegExp;
  /** The reason why it cannot run unchanged here, and the words in its output that show it. */
  barrier?: { why: string; sign: RegExp };
}

/** Example scripts that are not run, and why. */
export interface Untried {
  /** Beginnings of paths below `examples/`. */
  paths: readonly string[];
  why: string;
}
