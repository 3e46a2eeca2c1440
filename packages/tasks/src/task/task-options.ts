import type { Connection } from "@clearml-ts/client";
import type { ScriptRecord, TaskType } from "@clearml-ts/protocol";
import type { ReportWaitOptions } from "../delivery/time-limit.ts";
import type { ParameterNotes } from "../parameters/hyperparams.ts";
import type { ParameterTree } from "../parameters/parameter-text.ts";
import type { ProjectReference } from "../project-name.ts";
import type { TaskProgramOptions } from "../remote/code/task-program.ts";
import type { ContainerOptions } from "../remote/container.ts";
import type { BeginningOptions } from "./beginning/decide-beginning.ts";

/** The ClearML to work with. */
export interface ConnectionOptions {
  /** @default the connection that `clearml.conf` and the environment describe */
  connection?: Connection;
}

/** A new task with its content. */
export interface TaskOptions {
  /** Name of the project, which is made if need be; `/` separates nested ones. Or a project that is there already. */
  project: string | ProjectReference;
  /** At least three characters. */
  name: string;
  /** @default "training" */
  type?: TaskType;
  tags?: readonly string[];
  /** @default ["development"] */
  systemTags?: readonly string[];
  /** URL below which artifacts and models are stored. @default the configured one, or the file server */
  outputUri?: string;
  /** Id of the task this one belongs to or comes from. */
  parent?: string;
  /** Parameters to begin with, by full name or nested, as for {@link Task.setParameters}. */
  parameters?: ParameterTree;
  /** Types and descriptions of the parameters. */
  parameterNotes?: ParameterNotes;
  /** Runtime properties to begin with. */
  runtime?: Readonly<Record<string, string | number | boolean>>;
  /** The code section. @default the running program where the task is started at once, none for a draft */
  script?: ScriptRecord;
}

/** A draft with its content, and the program that an agent runs for it: `script`, `repository`, `bundle` or `program`. */
export interface CreateTaskOptions extends Omit<TaskOptions, "script">, TaskProgramOptions {
  /** Image of the container that an agent runs the program in, where it uses containers; or the image and how to start it. */
  docker?: string | ({ image: string } & ContainerOptions);
}

/** The task of a running program: a new one with its content, or an earlier one. */
export interface InitTaskOptions extends TaskOptions, BeginningOptions {
  /**
   * Report what the machine does, among the scalars under `:monitor:machine` and `:monitor:gpu`, every half minute while the
   * task runs. @default true
   */
  resourceMonitor?: boolean;
}

/** Changes of the code section; parts that are not given stay. */
export interface SetScriptOptions {
  /** Address of a git repository; empty for none. */
  repository?: string;
  /** Branch or tag; empty for the default. */
  branch?: string;
  /** Empty for the newest one. */
  commit?: string;
  /** Changes of the repository, or the text of a program without one. */
  diff?: string;
  /** Folder of the repository in which the program starts. */
  workingDir?: string;
  /** File of the program, or `-c` and a command. */
  entryPoint?: string;
  /** The interpreter of the program: `/bin/bash`, or a Python. */
  binary?: string;
}

/** Names a task by its id, or by its name in a project; of several with that name, the one updated last. */
export type TaskLookup = { id: string } | { project: string; name: string };

/** How the status of a task changes, and the words to go with it. */
export interface StatusOptions {
  /** Shown beside the status. */
  message?: string;
  /** Do it whatever the present status is. @default false */
  force?: boolean;
}

/** How a task is closed, and how long that takes at most. */
export interface CloseTaskOptions extends ReportWaitOptions {
  /** Leave the status as it is, because the task goes on elsewhere. @default false */
  keepStatus?: boolean;
}

/** The properties in which a copy of a task differs. */
export interface CloneTaskOptions {
  /** @default "Clone Of …" */
  name?: string;
  /** Shown as the description. @default that of the task that is copied */
  comment?: string;
  /** @default those of the task that is copied */
  tags?: readonly string[];
  /** Id of the parent task. @default the task that is copied */
  parent?: string;
  /** Name of the project, which is made if need be; or a project that is there. @default that of the task that is copied */
  project?: string | ProjectReference;
}
