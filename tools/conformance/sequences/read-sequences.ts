import { API_VERSION } from "@clearml-ts/protocol";
import type { Call, Sequence } from "./sequence.ts";

/**
 * Reads sequences from their text:
 *
 *     ## the name of a sequence
 *     # a comment
 *     @task = tasks.create {"name": "a task", "type": "training"}
 *     tasks.edit@2.8 {"task": "@task", "comment": "x"}
 *     @page.scroll_id = events.get_task_events {"task": "@task"}
 *
 * A name before `=` keeps the field of the reply that stands behind its dot, `id` when none does. A call that begins with
 * `each:` is made again before each later call of its sequence that does not begin so.
 *
 * @throws {@link SyntaxError} when a line is neither of these.
 */
export function readSequences(text: string): Sequence[] {
  const sequences: { name: string; calls: Call[]; each: Call[] }[] = [];
  for (const line of text.split("\n").map((line) => line.trim())) {
    const current = sequences.at(-1);
    if (line.startsWith("## ")) {
      sequences.push({ name: line.slice("## ".length), calls: [], each: [] });
    } else if (line.startsWith("each: ") && current !== undefined) {
      current.each.push(readCall(line.slice("each: ".length)));
    } else if (line !== "" && !line.startsWith("#")) {
      if (current === undefined) {
        throw new SyntaxError(`A call stands before the name of its sequence: ${line}`);
      }
      current.calls.push(...current.each, readCall(line));
    }
  }
  return sequences.map(({ name, calls }) => ({ name, calls }));
}

function readCall(line: string): Call {
  const { kept, endpoint, version, data } =
    /^(?:(?<kept>@[\w.]+) = )?(?<endpoint>\w+\.\w+)(?:@(?<version>[\d.]+))?(?: (?<data>.+))?$/.exec(line)?.groups ?? {};
  if (endpoint === undefined) {
    throw new SyntaxError(`This is not a call: ${line}`);
  }
  return {
    endpoint,
    version: version ?? API_VERSION,
    data: JSON.parse(data ?? "{}"),
    keep: kept === undefined ? {} : { [kept.split(".")[1] ?? "id"]: kept },
  };
}
