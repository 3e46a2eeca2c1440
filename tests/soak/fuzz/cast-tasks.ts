import type { ApiClient } from "../api-client.ts";
import { create } from "./cast-member.ts";

/** Makes tasks in every status that a task gets into by itself, with all that tasks have. */
export async function createTasks(client: ApiClient, project: string): Promise<string[]> {
  const ids: string[] = [];
  for (const moves of [
    [],
    [],
    ["started"],
    ["started", "completed"],
    ["started", "failed"],
    ["started", "stopped", "publish"],
    [],
  ]) {
    const id = await create(client, "tasks.create", {
      ...{
        name: `task ${moves.join(" ")} a_${"b".repeat(50)}`,
        type: "training",
        project,
        tags: ["x", "y"],
        comment: "a comment",
      },
      hyperparams: {
        Args: {
          lr: { section: "Args", name: "lr", value: "0.1" },
          "a.b": { section: "Args", name: "a.b", value: "10" },
        },
      },
      configuration: { General: { name: "General", value: "a: 1" } },
      ...{ script: { repository: "r", entry_point: "e" }, runtime: { progress: "5" }, parent: ids[0] },
    });
    await client.batch("events.add_batch", eventsOf(id));
    for (const move of moves) {
      await client.call(`tasks.${move}`, { task: id });
    }
    ids.push(id);
  }
  return ids;
}

function eventsOf(task: string): object[] {
  const scalars = Array.from({ length: 30 }, (_, iter) => ({
    type: "training_stats_scalar",
    task,
    metric: "loss",
    variant: "train",
    iter,
    value: iter / 7,
  }));
  return [
    ...scalars,
    { type: "plot", task, metric: "plot", variant: "v", iter: 1, plot_str: '{"data":[]}' },
    {
      type: "training_debug_image",
      task,
      metric: "image",
      variant: "v",
      iter: 1,
      url: "s3://bucket/i.png",
      key: "i.png",
    },
    ...Array.from({ length: 5 }, (_, index) => ({
      type: "log",
      task,
      level: "info",
      worker: "w",
      timestamp: 1_767_225_600_000 + index,
      msg: `line ${index}`,
    })),
  ];
}
