import { type ParameterItem, results } from "@clearml-ts/protocol";
import type { ServerContext } from "../../../context.ts";
import { ApiFailure } from "../../../errors.ts";
import { textsField } from "../../../fields/fields.ts";
import type { Document } from "../../../query/document-path.ts";
import { storedKey } from "../../../records/stored-keys.ts";
import type { Routes } from "../../../routing/routes.ts";
import { write } from "../../../routing/write.ts";
import type { StoredTask } from "../fields.ts";
import { readConfigurationItem, readParameter, readParameterKey } from "./content.ts";
import { configurationItemsField, parameterKeysField, parametersField } from "./content-fields.ts";

/** Endpoints for hyper-parameters and configuration. */
export const taskParameters = {
  "tasks.get_hyper_params": {
    fields: { tasks: textsField },
    handle: ({ request, context }) => ({
      params: existing(context, request.tasks).map(({ id, hyperparams = {} }) => ({
        task: id,
        hyperparams: Object.values(hyperparams)
          .flatMap((section) => Object.values(section))
          .sort(bySectionAndName),
      })),
    }),
  },
  "tasks.edit_hyper_params": {
    fields: {
      task: "string!",
      hyperparams: parametersField,
      replace_hyperparams: { type: "string", enum: ["none", "section", "all"], null: "refused" },
      force: "boolean",
    },
    handle: write(({ request: { task, hyperparams, replace_hyperparams, force }, context, caller }) => ({
      updated: context.parameters.edit(caller, task, hyperparams.map(asItem(readParameter)), {
        replace: replace_hyperparams,
        force,
      }),
    })),
  },
  "tasks.delete_hyper_params": {
    fields: { task: "string!", hyperparams: parameterKeysField, force: "boolean" },
    handle: write(({ request: { task, hyperparams, force }, context, caller }) => ({
      deleted: context.parameters.delete(caller, task, hyperparams.map(asItem(readParameterKey)), { force }),
    })),
  },
  "tasks.get_configurations": {
    fields: { tasks: textsField, names: { type: "list", items: { type: "string", minLength: 1 } } },
    handle: ({ request: { tasks, names = [] }, context }) => {
      const wanted = names.map(storedKey);
      return {
        configurations: existing(context, tasks).map(({ id, configuration = {} }) => ({
          task: id,
          configuration: Object.entries(configuration)
            .filter(([name]) => wanted.length === 0 || wanted.includes(name))
            .map(([, item]) => item)
            .sort((left, right) => compare(left.name, right.name)),
        })),
      };
    },
  },
  "tasks.get_configuration_names": {
    fields: { tasks: textsField, skip_empty: "boolean" },
    handle: ({ request: { tasks, skip_empty = true }, context }) => ({
      configurations: context.records.tasks.getMany(tasks).flatMap(({ id, configuration = {} }) => {
        const items = Object.entries(configuration).filter(([, { value }]) => !skip_empty || value !== "");
        return items.length === 0 ? [] : [{ task: id, names: items.map(([name]) => name).sort(compare) }];
      }),
    }),
  },
  "tasks.edit_configuration": {
    fields: {
      task: "string!",
      configuration: configurationItemsField,
      replace_configuration: "boolean",
      force: "boolean",
    },
    handle: write(({ request: { task, configuration, replace_configuration, force }, context, caller }) => ({
      updated: context.parameters.editConfiguration(caller, task, configuration.map(asItem(readConfigurationItem)), {
        replaceAll: replace_configuration,
        force,
      }),
    })),
  },
  "tasks.delete_configuration": {
    fields: { task: "string!", configuration: textsField, force: "boolean" },
    handle: write(({ request: { task, configuration, force }, context, caller }) => ({
      deleted: context.parameters.deleteConfiguration(caller, task, configuration, { force }),
    })),
  },
} satisfies Partial<Routes<"tasks">>;

/** Returns tasks. @throws {@link ApiFailure} 400/101 when one of them does not exist. */
function existing(context: ServerContext, ids: readonly string[]): StoredTask[] {
  const tasks = context.records.tasks.getMany(ids);
  if (tasks.length === new Set(ids).size) {
    return tasks;
  }
  throw new ApiFailure(results.invalidTaskId, { fields: { ids } });
}

/** Items come from outside: their fields are checked once more when they are read. */
function asItem<T>(read: (item: Document) => T): (item: object) => T {
  return (item) => read({ ...item });
}

function bySectionAndName(left: ParameterItem, right: ParameterItem): number {
  return compare(left.section, right.section) || compare(left.name, right.name);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
