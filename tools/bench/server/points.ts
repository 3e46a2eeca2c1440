import type { BareClient } from "../../server/server-client.ts";

/** Points of one task: so many on each of so many curves. */
export interface Points {
  task: string;
  curves: number;
  iterations: number;
}

const POINTS_PER_CALL = 1000;

/** Sends the points of a task, one call after the other; the server has each call on its disk before it answers. */
export async function sendPoints(client: BareClient, points: Points): Promise<void> {
  for (const { body, size } of batches(points)) {
    const answer = await client.post("events.add_batch", body, "application/json-lines");
    const { added } = (JSON.parse(answer) as { data: { added: number } }).data;
    if (added !== size) {
      throw new Error(`Of ${size} points, ${added} were added.`);
    }
  }
}

/** Texts are put together by hand: the client's work is on the same cores, and counts against the server. */
function* batches({ task, curves, iterations }: Points): Generator<{ body: string; size: number }> {
  const started = Date.now();
  let lines: string[] = [];
  for (let iteration = 0; iteration < iterations; iteration += 1) {
    for (let curve = 0; curve < curves; curve += 1) {
      const value = Math.sin(iteration / 1000 + curve);
      lines.push(
        `{"type":"training_stats_scalar","task":"${task}","metric":"curve ${curve}","variant":"train",` +
          `"iter":${iteration},"value":${value},"timestamp":${started + iteration},"worker":"bench"}`,
      );
      if (lines.length === POINTS_PER_CALL) {
        yield { body: lines.join("\n"), size: lines.length };
        lines = [];
      }
    }
  }
  if (lines.length > 0) {
    yield { body: lines.join("\n"), size: lines.length };
  }
}
