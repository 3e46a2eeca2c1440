import { PipelineReferenceError } from "../errors.ts";

/** The name before the dot by which references mean parameters of the pipeline. */
const PIPELINE = "pipeline";

const PATTERN = /\$\{[^}]*\}/g;

/** Parts of a step's task that a step may take its parameters from. */
const FROM_RESULTS: ReadonlySet<string> = new Set(["id", "parameters", "artifacts", "models"]);

/** Fields of a step's task that overrides of fields may be taken from besides. */
const FROM_RECORD: ReadonlySet<string> = new Set(["script", "execution", "container", "output"]);

/** A reference in a text, such as `${load.artifacts.rows.url}`. */
export interface StepReference {
  /** The reference as it stands in the text. */
  text: string;
  /** Name of the step; undefined where it means a parameter of the pipeline. */
  step: string | undefined;
  /** The parts behind the name. */
  path: readonly string[];
}

/** Finds the references in a text, in their order. */
export function referencesIn(text: string): StepReference[] {
  return (text.match(PATTERN) ?? []).map((reference) => {
    const [owner = "", ...path] = reference.slice(2, -1).split(".");
    return { text: reference, step: owner === PIPELINE ? undefined : owner, path };
  });
}

/** Finds the references in a value: a text, or with `inside` also the texts in lists and objects. */
export function referencesInValue(value: unknown, inside: boolean): StepReference[] {
  if (typeof value === "string") {
    return referencesIn(value);
  }
  return inside && typeof value === "object" && value !== null
    ? Object.values(value).flatMap((part) => referencesInValue(part, true))
    : [];
}

/** The names that references may use. */
export interface ReferenceScope {
  /** Name of the step that has the reference. */
  step: string;
  steps: ReadonlySet<string>;
  /** Names of the pipeline's parameters. */
  parameters: ReadonlySet<string>;
  /** Whether fields of tasks may be named as well. */
  fields: boolean;
}

/**
 * Checks a reference before anything runs.
 *
 * @throws {@link PipelineReferenceError} when it cannot mean anything.
 */
export function checkReference({ text, step, path }: StepReference, scope: ReferenceScope): void {
  const problem =
    step === undefined
      ? scope.parameters.has(path.join("."))
        ? undefined
        : `the pipeline has no parameter "${path.join(".")}"`
      : (stepProblem(step, scope) ?? pathProblem(path, scope.fields));
  if (problem !== undefined) {
    throw new PipelineReferenceError(scope.step, text, problem);
  }
}

function stepProblem(step: string, scope: ReferenceScope): string | undefined {
  if (!scope.steps.has(step)) {
    return `the pipeline has no step "${step}"`;
  }
  return step === scope.step ? "a step cannot refer to itself" : undefined;
}

function pathProblem([kind = "", ...rest]: readonly string[], fields: boolean): string | undefined {
  if (!FROM_RESULTS.has(kind) && !(fields && FROM_RECORD.has(kind))) {
    const known = [...FROM_RESULTS, ...(fields ? FROM_RECORD : [])].join(", ");
    return `"${kind}" is not something that a step has; it may be one of ${known}`;
  }
  if (kind === "models") {
    return modelProblem(rest);
  }
  return kind !== "id" && rest.join("") === "" ? `it does not say which of the ${kind} it means` : undefined;
}

function modelProblem([side = "", index = "", property = "", ...more]: readonly string[]): string | undefined {
  if (side !== "input" && side !== "output") {
    return 'models are either of the "input" or of the "output"';
  }
  if (!/^-?\d+$/.test(index)) {
    return `"${index}" is not the number of a model; the last one is -1`;
  }
  return property === "" || more.length > 0
    ? "it must end with one property of the model, such as id or url"
    : undefined;
}
