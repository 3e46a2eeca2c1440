/** The facts that a program learns from its environment. */
export interface ChildFacts {
  readonly taskId: string;
  readonly workerId: string;
  /** Path of the file that says where the server is. */
  readonly configFile: string;
  /** The folder in which it starts. */
  readonly cwd: string;
  /** Variables that the task brings, where the agent is configured to take them. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * The environment of a task's program: the agent's own, and what tells the SDK that it runs under an agent. Each variable has a twin
 * from the time when ClearML was called Trains.
 */
export function childEnvironment(own: NodeJS.ProcessEnv, facts: ChildFacts): NodeJS.ProcessEnv {
  const { taskId, workerId, configFile, cwd, variables } = facts;
  const told = {
    TASK_ID: taskId,
    CONFIG_FILE: configFile,
    WORKER_ID: workerId,
    LOG_LEVEL: own["CLEARML_LOG_LEVEL"] ?? "INFO",
    // The agent reports the output already.
    LOG_TASK_TO_BACKEND: "0",
  };
  const both = Object.entries(told).flatMap(([name, value]) => [
    [`CLEARML_${name}`, value],
    [`TRAINS_${name}`, value],
  ]);
  return {
    ...own,
    ...Object.fromEntries(both),
    PYTHONUNBUFFERED: "1",
    PYTHONPATH: own["PYTHONPATH"] ? `${own["PYTHONPATH"]}:${cwd}` : cwd,
    ...variables,
  };
}
