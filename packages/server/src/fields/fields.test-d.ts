import { expectTypeOf, test } from "vitest";
import type { Routes } from "../routing/routes.ts";
import { type Fields, uncheckedField } from "./fields.ts";

interface Sample {
  name: string;
  order?: "asc" | "desc";
  limit?: number;
  tags?: readonly string[];
  items?: readonly { key: string; size?: number }[];
  condition?: string | readonly string[];
  [pattern: `metadata.${string}`]: unknown;
}

const complete = {
  name: "string!",
  order: { type: "string", enum: ["asc", "desc"] },
  limit: { type: "integer", minimum: 1 },
  tags: "string[]",
  items: { type: "list", items: { type: "object", fields: { key: "string!", size: "integer" } } },
  condition: "any",
} as const;

test("fields are declared by the type of the request", () => {
  expectTypeOf(complete).toExtend<Fields<Sample>>();
});

test("a value that the code behind the route checks is declared so whatever its type, and required where the type says so", () => {
  expectTypeOf({ ...complete, limit: uncheckedField }).toExtend<Fields<Sample>>();
  // @ts-expect-error the type says that it is required
  const optional: Fields<Sample> = { ...complete, name: uncheckedField };
  void optional;
});

test("a declaration that contradicts the type of the request does not compile", () => {
  // @ts-expect-error a text is not a list of objects
  const otherType: Fields<Sample> = { ...complete, name: "object[]" };
  // @ts-expect-error the type says that it is required
  const optional: Fields<Sample> = { ...complete, name: "string" };
  // @ts-expect-error the type says that it is optional
  const required: Fields<Sample> = { ...complete, limit: "integer!" };
  // @ts-expect-error a choice names the texts to choose from
  const anyText: Fields<Sample> = { ...complete, order: "string" };
  // @ts-expect-error it is not one of the choices
  const otherText: Fields<Sample> = { ...complete, order: { type: "string", enum: ["up"] } };
  // @ts-expect-error the fields of items follow from their type as well
  const otherItem: Fields<Sample> = { ...complete, items: { type: "list", items: { type: "object", fields: {} } } };
  const { limit: _, ...incomplete } = complete;
  // @ts-expect-error every field is declared
  const forgotten: Fields<Sample> = incomplete;
  void [otherType, optional, required, anyText, otherText, otherItem, forgotten];
});

test("a handler of a request with fields does not compile without their declaration", () => {
  const handle = () => ({ num: 1 });
  const contradicting = { fields: { queue: "object[]" }, handle } as const;
  // @ts-expect-error the handler stands alone
  const alone: Partial<Routes<"queues">> = { "queues.get_num_entries": handle };
  // @ts-expect-error the queue is not declared
  const undeclared: Partial<Routes<"queues">> = { "queues.get_num_entries": { handle } };
  // @ts-expect-error a text is not a list of objects
  const declaredAsList: Partial<Routes<"queues">> = { "queues.get_num_entries": contradicting };
  void [alone, undeclared, declaredAsList];
});
