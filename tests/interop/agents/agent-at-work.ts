import type { ScriptRecord } from "@clearml-ts/protocol";
import { Task } from "@clearml-ts/tasks";
import { type BothLanguages, bothLanguages } from "../fixtures/both-languages.ts";
import { AgentProcess } from "./agent-process.ts";

/** Both languages on one server, and an agent that works off its default queue. */
export interface AgentAtWork extends AsyncDisposable {
  readonly both: BothLanguages;
  readonly agent: AgentProcess;
  /** Makes a task of some code, without starting it. */
  draft(name: string, script: ScriptRecord): Promise<Task>;
  /** Makes a task of some code and puts it into a queue. */
  queued(name: string, script: ScriptRecord, queue?: string): Promise<Task>;
}

/** The project of the agent's tasks. */
export const agentProject = "interop/agent";

/** Starts a server and an agent. */
export async function agentAtWork(): Promise<AgentAtWork> {
  const both = await bothLanguages();
  const agent = await AgentProcess.start(both.address);
  const draft = (name: string, script: ScriptRecord) => Task.create({ project: agentProject, name, script }, both);
  return {
    both,
    agent,
    draft,
    async queued(name, script, queue = "default") {
      const task = await draft(name, script);
      await task.enqueue(queue);
      return task;
    },
    async [Symbol.asyncDispose]() {
      await agent[Symbol.asyncDispose]();
      await both[Symbol.asyncDispose]();
    },
  };
}

/** A shell script as the code of a task; with no Python in between, it starts at once. */
export const bash = (program: string): ScriptRecord => ({
  binary: "/bin/bash",
  entry_point: "run.sh",
  diff: program,
});

/** A Python script as the code of a task. */
export const python = (program: string): ScriptRecord => ({
  binary: "python3",
  entry_point: "run.py",
  diff: program,
});
