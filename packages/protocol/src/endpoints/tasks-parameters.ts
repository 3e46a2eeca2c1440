import type { ConfigurationItem, ParameterItem } from "../records/task.ts";
import type { UpdatedReply } from "./change-reply.ts";

/** Endpoints for hyper-parameters and configuration. Reference: `clearml-server apiserver/services/tasks.py`. */
export interface TaskParameterEndpoints {
  /** Reads the hyper-parameters of tasks as lists, sorted by section and name. */
  "tasks.get_hyper_params": {
    request: { tasks: readonly string[] };
    reply: { params: { task: string; hyperparams: ParameterItem[] }[] };
  };
  /** Writes hyper-parameters. */
  "tasks.edit_hyper_params": {
    request: {
      task: string;
      hyperparams: readonly ParameterItem[];
      /** Which parameters are removed before the new ones are written. @default "none" */
      replace_hyperparams?: "none" | "section" | "all";
      force?: boolean;
    };
    reply: UpdatedReply;
  };
  /** Deletes hyper-parameters, or whole sections where no name is given. */
  "tasks.delete_hyper_params": {
    request: { task: string; hyperparams: readonly { section: string; name?: string | null }[]; force?: boolean };
    reply: { deleted: number };
  };
  /** Reads configuration objects of tasks, all when no names are given. */
  "tasks.get_configurations": {
    request: { tasks: readonly string[]; names?: readonly string[] };
    reply: { configurations: { task: string; configuration: ConfigurationItem[] }[] };
  };
  /** Lists the names of configuration objects of tasks. */
  "tasks.get_configuration_names": {
    request: {
      tasks: readonly string[];
      /** @default true */
      skip_empty?: boolean;
    };
    reply: { configurations: { task: string; names: string[] }[] };
  };
  /** Writes configuration objects. */
  "tasks.edit_configuration": {
    request: {
      task: string;
      configuration: readonly ConfigurationItem[];
      /** Remove all others. @default false */
      replace_configuration?: boolean;
      force?: boolean;
    };
    reply: UpdatedReply;
  };
  /** Deletes configuration objects by name. */
  "tasks.delete_configuration": {
    request: { task: string; configuration: readonly string[]; force?: boolean };
    reply: { deleted: number };
  };
}
