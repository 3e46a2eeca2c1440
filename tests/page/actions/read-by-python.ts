import type { Server } from "@clearml-ts/server";
import { onTestFinished } from "vitest";
import { addressOf } from "../../interop/fixtures/clearml-server.ts";
import { PythonUser } from "../../interop/fixtures/python.ts";

/** A task as the Python SDK reads it. */
export interface TaskOfPython {
  name: string;
  status: string;
  parent: string | null;
  tags: string[];
  archived: boolean;
  parameters: Record<string, string>;
  /** The link that the SDK prints for it. */
  page: string;
}

/** A model as the Python SDK reads it. */
export interface ModelOfPython {
  tags: string[];
  published: boolean;
  metadata: Record<string, string>;
}

/** Reads tasks and models by the Python SDK; null for a task that is not there. */
export async function readByPython(
  server: Server,
  wanted: { tasks?: readonly string[]; models?: readonly string[] },
): Promise<{ tasks: Record<string, TaskOfPython | null>; models: Record<string, ModelOfPython> }> {
  const python = new PythonUser(addressOf(server));
  onTestFinished(() => python[Symbol.dispose]());
  return await python.run("page/read_actions.py", JSON.stringify(wanted));
}
