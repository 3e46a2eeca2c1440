import { type ConfigurationItem, pythonJson } from "@clearml-ts/protocol";
import { stepScript } from "../steps/step-script.ts";
import type { StepState } from "../steps/step-state.ts";
import { nodeParameters } from "./node-parameters.ts";
import { shownValue } from "./shown-value.ts";

/** The configuration object of a step, from which the page shows its code. */
export function stepDefinition(step: StepState, projectId: string): ConfigurationItem {
  const { name, definition } = step;
  const hyperparams: Record<string, Record<string, object>> = {};
  for (const [fullName, value] of Object.entries(nodeParameters(step))) {
    const slash = fullName.indexOf("/");
    const section = fullName.slice(0, slash);
    const parameter = fullName.slice(slash + 1);
    hyperparams[section] = {
      ...hyperparams[section],
      [parameter]: { section, name: parameter, value: shownValue(value) },
    };
  }
  const task = { name, project: projectId, type: definition.type, script: stepScript(definition), hyperparams };
  return { name, type: "json", description: "", value: pythonJson(task, { indent: 1 }) };
}
