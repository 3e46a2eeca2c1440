import type { JoinedModelRecord } from "@clearml-ts/protocol";
import { monitorsLast } from "../curves/monitors-last.ts";

/** What is recorded of a model, as pairs of names and texts that two models are compared by. */
export function comparedFacts(model: JoinedModelRecord, parts: ComparedParts): Map<string, string> {
  const { framework, uri, metadata = {}, labels = {}, last_metrics: metrics = {}, tags = [], ready } = model;
  const facts = new Map<string, string>();
  const add = (part: string, name: string, value: unknown) => {
    if (value !== undefined && value !== "") {
      facts.set(part === "" ? name : `${part} / ${name}`, String(value));
    }
  };
  add("", parts.framework, framework);
  add("", parts.published, ready);
  add("", parts.tags, tags.join(", "));
  add("", parts.task, model.task?.name);
  add("", parts.weights, uri);
  for (const { key, value } of Object.values(metadata)) {
    add(parts.metadata, key, value);
  }
  for (const [label, number] of Object.entries(labels)) {
    add(parts.labels, label, number);
  }
  const values = Object.values(metrics).flatMap((variants) => Object.values(variants));
  for (const { metric, variant, value } of monitorsLast(values, (event) => event.metric)) {
    add(parts.metrics, `${metric} ${variant}`, value);
  }
  add("", parts.design, designText(model));
  return facts;
}

/** The names of the parts, in the language of the page. */
export type ComparedParts = Readonly<
  Record<"framework" | "published" | "tags" | "task" | "weights" | "metadata" | "labels" | "metrics" | "design", string>
>;

/** The design of a model as text: the Python SDK keeps it under `design`. */
export function designText({ design }: Pick<JoinedModelRecord, "design">): string {
  if (design === undefined || Object.keys(design).length === 0) {
    return "";
  }
  const text = design["design"];
  return typeof text === "string" ? text : JSON.stringify(design, null, 2);
}
