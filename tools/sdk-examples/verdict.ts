import type { Example } from "./example.ts";
import type { ExampleRow } from "./record.ts";
import type { TaskView, Traces } from "./server-view.ts";

/** The observations of one run. */
export interface Observation {
  /** The exit status; `undefined` if it was still running when its time was up, `null` if a signal ended it. */
  status: number | null | undefined;
  /** The text that it and the agents printed. */
  output: string;
  /** For an example that runs for ever: whether it got to where it waits. */
  settled: boolean;
  tasks: readonly TaskView[];
  traces: Traces;
  /** Answers of the server that were errors, as status and path. */
  errorAnswers: readonly string[];
}

/** The row of an example, and whether it failed for a reason that nobody foresaw. */
export interface Verdict {
  row: ExampleRow;
  unexpected: boolean;
}

const complaints =
  /^.*(Action failed|Traceback \(most recent call last\)| - ERROR - |Failed uploading|Retrying \().*$/m;

/** Judges a run by what was printed, by how its tasks ended, and by what they left. */
export function verdict(example: Example, seen: Observation): Verdict {
  const found = problems(example, seen);
  const left = describeTraces(seen);
  const row = (result: ExampleRow["result"], remark: string): ExampleRow => ({
    example: example.path,
    result,
    remark,
    left,
  });
  if (found.length === 0) {
    return { row: row("yes", circumstances(example)), unexpected: false };
  }
  const { barrier } = example;
  if (barrier?.sign.test(seen.output) && !seen.errorAnswers.some(isOurFault)) {
    return { row: row("no", barrier.why), unexpected: false };
  }
  return { row: row("no", found.join("; ")), unexpected: true };
}

function problems(example: Example, seen: Observation): string[] {
  const { ends = ["completed"], leaves, endless } = example;
  const found: string[] = [];
  if (endless && !seen.settled) {
    found.push("did not get to where it waits");
  }
  if (seen.status === undefined) {
    found.push("did not end in time");
  } else if (!endless && seen.status !== 0) {
    found.push(`ended with status ${seen.status}`);
  }
  const [complaint] = complaints.exec(seen.output) ?? [];
  if (complaint) {
    found.push(`printed "${complaint.trim()}"`);
  }
  for (const { name, status } of seen.tasks) {
    if (!ends.includes(status)) {
      found.push(`task "${name}" is ${status}`);
    }
  }
  for (const trace of leaves) {
    if (seen.traces[trace] === 0) {
      found.push(`left no ${trace}`);
    }
  }
  for (const answer of seen.errorAnswers.filter(isOurFault)) {
    found.push(`the server answered ${answer}`);
  }
  return found;
}

const isOurFault = (answer: string) => answer.startsWith("5");

/** The stand-ins that the example was given, in words. */
function circumstances({ download, baseTask, endless, queues = [] }: Example): string {
  return [
    ...(download ? [`data of our own in place of a download from ${download}`] : []),
    ...(baseTask ? [`a task of our own in place of "${baseTask}", whose example cannot run here`] : []),
    ...(queues.length > 0 ? [`clearml-agent on ${queues.join(" and ")}`] : []),
    ...(endless ? ["runs for ever; aborted where it waits"] : []),
  ].join("; ");
}

/** The objects on the server afterwards, in words. */
function describeTraces({ tasks, traces }: Observation): string {
  const statuses = [...new Set(tasks.map(({ status }) => status))].map(
    (status) => `${tasks.filter((task) => task.status === status).length} ${status}`,
  );
  const counted = Object.entries(traces).filter(([trace, count]) => count > 0 && trace !== "console");
  return [
    ...(tasks.length > 0 ? [`tasks: ${statuses.join(", ")}`] : []),
    ...counted.map(([trace, count]) => `${trace}: ${count}`),
  ].join("; ");
}
