import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Connection, connect } from "@clearml-ts/client";
import type { ServerAddress } from "../../tests/interop/fixtures/clearml-server.ts";
import { table } from "../markdown/markdown.ts";
import { startServerProcess } from "../server/server-process.ts";
import { durations } from "./format.ts";
import { type AgentCommand, ownAgent, startListening } from "./listening-agent.ts";
import { type Spread, spread } from "./median.ts";
import { type Row, told, wanted } from "./server/row.ts";
import type { Bench } from "./suite.ts";

/** Measures how long a task that is queued waits for its process, with an idle agent of either kind. */
export async function agentSuite(bench: Bench): Promise<string> {
  const { quick, folder, python, progress } = bench;
  await using server = await startServerProcess(join(folder, "server"));
  const ours = ownAgent("bench");
  const stock: AgentCommand = {
    name: "clearml-agent",
    command: [python, "-m", "clearml_agent", "daemon", "--foreground", "--create-queue", "--queue", "bench"],
    ready: "Listening to queues:",
  };
  const rows: Row[] = [];
  for (const [agent, runs] of [
    [ours, quick ? 3 : 30],
    [stock, quick ? 1 : 9],
  ] as const) {
    progress(`hand-over of a task by ${agent.name}`);
    const measured = await handOver(agent, { runs, folder, server: server.address });
    const what = `from \`tasks.enqueue\` to the start of the process: ${agent.name}`;
    rows.push(
      agent === ours
        ? wanted(what, durations(measured), "< 0.25 s", measured.median < 0.25)
        : told(what, durations(measured)),
    );
  }
  return table(["", "measured", "target", "reached"], rows);
}

interface HandOver {
  readonly runs: number;
  readonly folder: string;
  readonly server: ServerAddress;
}

async function handOver(agent: AgentCommand, { runs, folder, server }: HandOver): Promise<Spread> {
  const { api, web, files, accessKey, secretKey } = server;
  const options = { apiServer: api, webServer: web, filesServer: files, accessKey, secretKey, env: {} };
  await using connection = await connect(options);
  await using _listening = await startListening(agent, folder, server);
  const seconds: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    seconds.push(await secondsToStart(connection, join(folder, `${agent.name}-${run}`)));
    // Both are idle again some time after the task has ended.
    await pause(1000);
  }
  return spread(seconds);
}

/** Queues a task whose first act is to note the time, on the clock of this machine. */
async function secondsToStart({ services }: Connection, note: string): Promise<number> {
  const script = { binary: "/bin/bash", entry_point: "run.sh", diff: `date +%s%N > '${note}'\n` };
  const { id: task } = await services.tasks.create({ name: "noted", type: "testing", script });
  const queued = Date.now();
  await services.tasks.enqueue({ task, queue_name: "bench" });
  const over = { id: [task], status: ["completed" as const, "failed" as const] };
  const [ended] = (await services.tasks.getAll(over, { waitUpTo: 60_000 })).tasks;
  if (ended?.status !== "completed") {
    throw new Error("The task that notes the time did not run.");
  }
  return (Number(await readFile(note, "utf8")) / 1e6 - queued) / 1000;
}
