import { type Document, isDocument } from "../../../query/document-path.ts";
import type { ApiVersion } from "../../../routing/api-version.ts";
import { isLegacy, legacyName } from "./legacy-parameters.ts";

/** Tasks as callers of old API versions know them. Changes the record, which must be the caller's own. */
export function downgradeTask(task: Document, version: ApiVersion): Document {
  if (!version.atLeast("2.3")) {
    mergeTags(task);
  }
  if (!version.atLeast("2.9")) {
    addLegacyParameters(task);
  }
  if (!version.atLeast("2.13")) {
    addLegacyModels(task);
    addDockerCommand(task);
  }
  return task;
}

/** Puts what a caller of an old API version writes where tasks have it now. */
export function upgradeTaskRequest(request: Document, version: ApiVersion): Document {
  if (version.atLeast("2.13")) {
    return request;
  }
  const { execution, output, ...rest } = request;
  const upgraded: Document = { ...rest };
  if (isDocument(execution)) {
    const { docker_cmd, model, ...others } = execution;
    upgraded.execution = others;
    if (typeof docker_cmd === "string") {
      upgraded.container = { ...asRecord(rest.container), ...splitDockerCommand(docker_cmd) };
    }
    if (typeof model === "string") {
      upgraded.models = withModel(upgraded.models, "input", model);
    }
  }
  if (isDocument(output) && typeof output.model === "string") {
    upgraded.models = withModel(upgraded.models, "output", output.model);
  }
  return upgraded;
}

/** Old names for what is projected. */
export function upgradeProjection(names: readonly string[]): string[] {
  return names.map((name) => {
    if (name === "execution.parameters") {
      return "hyperparams";
    }
    if (name.startsWith("execution.parameters.")) {
      return `hyperparams.Args.${name.slice("execution.parameters.".length)}`;
    }
    if (name === "execution.model_desc" || name.startsWith("execution.model_desc.")) {
      return "configuration";
    }
    return name === "execution.docker_cmd" ? "container" : name;
  });
}

function mergeTags(task: Document): void {
  const tags = [task.tags, task.system_tags].flatMap((list) => (Array.isArray(list) ? list : []));
  if (Array.isArray(task.system_tags)) {
    task.tags = [...new Set(tags)].sort();
  }
}

function addLegacyParameters(task: Document): void {
  if (isDocument(task.hyperparams)) {
    const parameters: Document = {};
    for (const [section, items] of Object.entries(task.hyperparams)) {
      for (const [name, item] of Object.entries(asRecord(items))) {
        if (isLegacy(asRecord(item))) {
          parameters[legacyName(section, name)] = asRecord(item).value;
        }
      }
    }
    if (Object.keys(parameters).length > 0) {
      task.execution = { ...asRecord(task.execution), parameters };
    }
  }
  if (isDocument(task.configuration)) {
    const described = Object.entries(task.configuration).flatMap(([name, item]) =>
      isLegacy(asRecord(item)) ? [[name, asRecord(item).value]] : [],
    );
    if (described.length > 0) {
      task.execution = { ...asRecord(task.execution), model_desc: Object.fromEntries(described) };
    }
  }
}

function addLegacyModels(task: Document): void {
  const { input, output } = asRecord(task.models);
  const first = asRecord(Array.isArray(input) ? input[0] : undefined).model;
  const last = asRecord(Array.isArray(output) ? output.at(-1) : undefined).model;
  if (first !== undefined) {
    task.execution = { ...asRecord(task.execution), model: first };
  }
  if (last !== undefined) {
    task.output = { ...asRecord(task.output), model: last };
  }
}

function addDockerCommand(task: Document): void {
  const { image, arguments: words } = asRecord(task.container);
  if (typeof image !== "string" || image === "") {
    return;
  }
  const docker_cmd = words ? `${image} ${words}` : image;
  task.execution = { ...asRecord(task.execution), docker_cmd };
}

/** Takes the command line of a container apart, which old callers write as one text. */
export function splitDockerCommand(command: string): Document {
  const [image = "", ...words] = command.split(" ");
  return { image, arguments: words.join(" ") };
}

function withModel(models: unknown, side: "input" | "output", model: string): Document {
  const name = side === "input" ? "Input Model" : "Output Model";
  return { ...asRecord(models), [side]: model === "" ? [] : [{ name, model }] };
}

function asRecord(value: unknown): Document {
  return isDocument(value) ? value : {};
}
