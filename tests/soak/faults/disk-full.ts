import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ApiClient } from "../api-client.ts";
import { integrityFaults } from "../integrity.ts";
import { Sandbox } from "../sandbox.ts";
import { startSoakedServer } from "../soaked-server.ts";
import { type Finding, unmet } from "./finding.ts";
import { SmallDisk } from "./small-disk.ts";

const what = "The disk fills up under scalars and uploads, then gets room again.";

/** Fills the disk of a server, through the API and through the file server, and makes room again. */
export async function fillDisk(command: readonly string[]): Promise<Finding> {
  await using sandbox = new Sandbox();
  using disk = SmallDisk.mount(join(sandbox.path, "small"), 24);
  if (!disk) {
    return { what, happened: "It takes root to make a small disk.", faults: "not run" };
  }
  const dataDir = join(disk.path, "data");
  const ballast = join(disk.path, "ballast");
  writeFileSync(ballast, Buffer.alloc(6 * 2 ** 20));
  await using server = await startSoakedServer({ command, dataDir });
  const client = await ApiClient.login(server.address);
  const { id: task } = await client.call<{ id: string }>("tasks.create", { name: "ingest", type: "training" });

  const stored = new Map<string, number>();
  const upload = await untilRefused(async (number) => {
    await client.upload(`${task}/${number}.bin`, new Uint8Array(700_000).fill(number));
    stored.set(`${task}/${number}.bin`, number);
  });
  let points = 0;
  const batch = await untilRefused(async (number) => {
    await client.batch("events.add_batch", scalars(task, number));
    points += 1000;
  });
  const survives = server.isAlive;
  rmSync(ballast);
  const resumed = await client.batch("events.add_batch", scalars(task, points / 1000)).then(
    () => (points += 1000),
    (error: Error) => error,
  );
  await server.end("SIGTERM");

  await using again = await startSoakedServer({ command, dataDir });
  const reader = await ApiClient.login(again.address);
  const { tasks } = await reader.call<{ tasks: { last_iteration?: number }[] }>("tasks.get_all", { id: [task] });
  const files = await Promise.all([...stored].map(async ([path, fill]) => isFilled(await reader.download(path), fill)));
  return {
    what,
    happened: `Upload ${stored.size} was answered: ${upload}; batch ${points / 1000}: ${batch}`,
    faults: [
      ...unmet({
        "the upload was not refused with 507": / 507 /.test(upload),
        "the batch was not refused with 500/4": /"result_code":500,"result_subcode":4/.test(batch),
        "the server ended": survives,
        "it did not go on when there was room again": typeof resumed === "number",
        "acknowledged scalars are missing": (tasks[0]?.last_iteration ?? 0) + 1 === points,
        "an acknowledged file is missing or damaged": files.every(Boolean),
      }),
      ...integrityFaults(dataDir),
    ],
  };
}

/** Does something again and again, and returns what was said when it was refused. */
async function untilRefused(write: (number: number) => Promise<void>): Promise<string> {
  for (let number = 0; number < 1000; number += 1) {
    try {
      await write(number);
    } catch (error) {
      return error instanceof Error ? error.message.replace(/^http\S+/, "") : String(error);
    }
  }
  return "never refused";
}

function scalars(task: string, batch: number): object[] {
  return Array.from({ length: 1000 }, (_, index) => {
    const iter = batch * 1000 + index;
    return { type: "training_stats_scalar", task, metric: "m", variant: "v", iter, value: iter };
  });
}

function isFilled(content: Buffer, fill: number): boolean {
  return content.length === 700_000 && content.every((byte) => byte === fill % 256);
}
