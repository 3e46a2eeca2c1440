import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../errors.ts";
import { type Document, isDocument } from "../../query/document-path.ts";
import { parseDate } from "../../query/filters/ranges.ts";
import { withStoredKeys } from "../../records/stored-keys.ts";
import { cleanTags } from "../../records/tags.ts";
import { checkName } from "../tasks/content/checks.ts";
import type { StoredModel } from "./fields.ts";

/** The content in a request to create or edit a model. */
export type ModelContent = Partial<StoredModel>;

/**
 * Reads the fields of a request that says what a model holds. Fields that are not there stay away.
 *
 * @throws {@link ApiFailure} 400/12 for a value of the wrong type, 400/16 for a reserved tag, 400/800 for a short name.
 */
export function readModelContent(request: Document): ModelContent {
  const content: Document = {};
  for (const [field, read] of Object.entries(readers)) {
    const value = request[field];
    if (value !== undefined && value !== null) {
      content[field] = read(value, field);
    }
  }
  return content as ModelContent;
}

type Reader = (value: unknown, field: string) => unknown;

const text: Reader = (value, field) => {
  if (typeof value === "string") {
    return value;
  }
  throw invalid(field, "a string");
};

const tags: Reader = (value, field) => {
  if (Array.isArray(value) && value.every((tag) => typeof tag === "string")) {
    return cleanTags(value);
  }
  throw invalid(field, "a list of strings");
};

const map = (value: unknown, field: string): Document => {
  if (isDocument(value)) {
    return value;
  }
  throw invalid(field, "an object");
};

const readers: Readonly<Record<string, Reader>> = {
  name: (value) => checkName(String(text(value, "name"))),
  uri: (value) => String(text(value, "uri")).trim(),
  comment: text,
  framework: text,
  project: text,
  parent: text,
  task: text,
  tags,
  system_tags: tags,
  design: map,
  ui_cache: map,
  metadata: (value) => withStoredKeys(map(value, "metadata")),
  labels: (value) => {
    const labels = map(value, "labels");
    const numbers = Object.values(labels).map((label) => (typeof label === "boolean" ? Number(label) : label));
    if (!numbers.every(Number.isInteger)) {
      throw invalid("labels", "integers");
    }
    return Object.fromEntries(Object.keys(labels).map((name, index) => [name, numbers[index]]));
  },
  ready: (value) => {
    if (typeof value === "boolean") {
      return value;
    }
    throw invalid("ready", "true or false");
  },
  created: (value) => {
    const date = parseDate(String(text(value, "created")));
    if (date === undefined) {
      throw invalid("created", "a date");
    }
    return date;
  },
};

function invalid(field: string, expected: string): ApiFailure {
  return new ApiFailure(results.validationError, { detail: `${field}: expected ${expected}` });
}
