import { temporaryFolder } from "@clearml-ts/testing";
import { vi } from "vitest";
import { Task } from "../task/task.ts";
import type { InitTaskOptions } from "../task/task-options.ts";

/** Runs a task offline, as a program would with `CLEARML_OFFLINE_MODE`, and returns it closed, with the folder of its session. */
export async function runOffline(
  run: (task: Task) => Promise<void> | void,
  options: Partial<InitTaskOptions> = {},
): Promise<{ task: Task; folder: string }> {
  vi.stubEnv("CLEARML_CACHE_DIR", await temporaryFolder());
  vi.stubEnv("CLEARML_OFFLINE_MODE", "1");
  try {
    const task = await Task.init({ project: "field/work", name: "recorded", resourceMonitor: false, ...options });
    await run(task);
    await task.close();
    return { task, folder: task.getOfflineModeFolder() ?? "" };
  } finally {
    vi.unstubAllEnvs();
  }
}
