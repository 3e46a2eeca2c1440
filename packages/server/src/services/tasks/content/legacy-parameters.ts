import { type PythonScalar, pythonRepr, results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../../errors.ts";
import { type Document, isDocument } from "../../../query/document-path.ts";
import type { StoredTask } from "../fields.ts";

type Parts = Pick<StoredTask, "hyperparams" | "configuration">;

interface Typed {
  readonly type?: unknown;
}

const LEGACY = "legacy";

const TF_SECTION = "TF_DEFINE";

/**
 * Puts `execution.parameters` and `execution.model_desc`, which callers of any version may still send, where tasks have them
 * now. In a task that is edited they replace what came that way before, and leave everything else.
 *
 * @throws {@link ApiFailure} 400/12 for a parameter without a name.
 */
export function moveLegacyParameters(request: Document, previous: Parts = {}): Document {
  const { execution, ...rest } = request;
  if (!isDocument(execution)) {
    return request;
  }
  const { parameters, model_desc, ...others } = execution;
  const moved: Document = { ...rest, execution: others };
  if (isDocument(parameters)) {
    const kept = Object.entries(previous.hyperparams ?? {})
      .map(([section, items]) => [section, withoutLegacy(items)] as const)
      .filter(([, items]) => Object.keys(items).length > 0);
    const present = isFilled(rest.hyperparams) ? rest.hyperparams : Object.fromEntries(kept);
    moved.hyperparams = withSections(present, parameters);
  }
  if (isDocument(model_desc)) {
    const present = isFilled(rest.configuration) ? rest.configuration : withoutLegacy(previous.configuration ?? {});
    moved.configuration = { ...present, ...configurationOf(model_desc) };
  }
  return moved;
}

/** Whether an item came as one of the parameters that old callers know. */
export function isLegacy({ type }: Typed): boolean {
  return type === LEGACY;
}

/** The name that old callers know a parameter by. */
export function legacyName(section: string, name: string): string {
  return section === TF_SECTION ? `${section}/${name}` : name;
}

function withSections(present: Document, parameters: Document): Document {
  const sections: Document = { ...present };
  for (const [path, value] of Object.entries(parameters)) {
    const isDefine = path.split("/", 1)[0] === TF_SECTION;
    const [section, name] = isDefine ? [TF_SECTION, path.slice(TF_SECTION.length + 1)] : ["Args", path];
    if (name === "") {
      throw new ApiFailure(results.validationError, { detail: "a parameter has no name", fields: { path } });
    }
    const item = { section, name, value: pythonText(value), type: LEGACY };
    sections[section] = { ...(isDocument(sections[section]) ? sections[section] : {}), [name]: item };
  }
  return sections;
}

function configurationOf(described: Document): Document {
  const items = Object.entries(described).map(([name, value]) => ({ name, value: pythonText(value), type: LEGACY }));
  return Object.fromEntries(items.map((item) => [item.name, item]));
}

function withoutLegacy<T extends Typed>(items: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(items).filter(([, item]) => !isLegacy(item)));
}

function isFilled(value: unknown): value is Document {
  return isDocument(value) && Object.keys(value).length > 0;
}

/** The text that Python makes of a value. */
function pythonText(value: unknown): string {
  if (typeof value === "string") {
    return value;
  }
  return typeof value === "object" && value !== null ? JSON.stringify(value) : pythonRepr(value as PythonScalar);
}
