import fc from "fast-check";
import { expect, test } from "vitest";
import { seeded } from "../fixtures/property-runs.fixture.ts";
import { call, startTestServer } from "../fixtures/server.fixture.ts";
import { taskFields } from "../services/tasks/fields.ts";
import { type Document, parsePath, valueAt } from "./document-path.ts";
import { taskDocument } from "./documents.fixture.ts";
import { collectionOf } from "./find.fixture.ts";
import { parseOrder } from "./order/ordering.ts";

/** With what every stored task has. */
const stored = taskDocument.map(
  (task): Document => ({
    ...{ name: "x", status: "created", created: "2026-01-01T00:00:00+00:00" },
    ...task,
    last_iteration: task["last_iteration"] ?? 0,
  }),
);

const key = fc
  .tuple(
    fc.constantFrom("", "-"),
    fc.constantFrom(
      ...["name", "comment", "status", "created", "started", "last_iteration", "parent", "id", "execution.queue"],
      ...["last_metrics.m.v.value", "hyperparams.Args.lr.value", "hyperparams.Args.a%2Eb.value", "nothing"],
    ),
  )
  .map((parts) => parts.join(""));

test("records come in the order of their keys, those without a value at the end that is theirs", () => {
  const isOrdered = (documents: readonly Document[], order_by: readonly string[]) => {
    const found = collectionOf(documents).find({ order: parseOrder({ order_by }, taskFields) }) as Document[];

    expect(found.map(({ id }) => id).sort()).toEqual(documents.map((_, index) => String.fromCharCode(97 + index)));
    for (const [index, right] of found.entries()) {
      const left = found[index - 1];
      if (left) {
        expect(comparedBy(left, right, order_by), JSON.stringify([left, right])).toBeLessThan(0);
      }
    }
  };
  const keys = fc
    .uniqueArray(key, { minLength: 1, maxLength: 3, selector: (name) => name.replace("-", "") })
    // Ascending by what no record has is refused.
    .filter(([first]) => first !== "nothing");
  fc.assert(fc.property(fc.array(stored, { minLength: 2, maxLength: 8 }), keys, isOrdered), {
    ...seeded,
    numRuns: 150,
  });
});

/** Compares two records as the description of `order_by` does: negative when the left one comes first. */
function comparedBy(left: Document, right: Document, order: readonly string[]): number {
  const isNumeric = /^-?(hyperparams|last_metrics)\./.test(order[0] ?? "");
  for (const [index, name] of [...order, "id"].entries()) {
    const descending = name.startsWith("-");
    const field = name.replace("-", "");
    const [a, b] = [valueAt(left, parsePath(field)) ?? undefined, valueAt(right, parsePath(field)) ?? undefined];
    // Those with nothing to show are last of the first key that ascends; apart from that, missing is less than anything.
    const isFirst = index === 0 && !descending && !isNumeric && taskFields.fields.includes(field.split(".")[0] ?? "");
    const difference =
      (isFirst ? Number(!a && a !== 0) - Number(!b && b !== 0) : 0) ||
      Number(a !== undefined) - Number(b !== undefined) ||
      (a === undefined ? 0 : compareValues(a as string | number, b as string | number, isNumeric));
    if (difference !== 0) {
      return descending ? -difference : difference;
    }
  }
  return 0;
}

function compareValues(a: string | number, b: string | number, isNumeric: boolean): number {
  if (isNumeric && typeof a === "string") {
    return a.localeCompare(String(b), "en-US", { numeric: true });
  }
  if (typeof a === "string") {
    return Buffer.compare(Buffer.from(a), Buffer.from(String(b)));
  }
  return a - Number(b);
}

test("pages put together are the whole list, each record once, by number and by scrolling", async () => {
  await using server = await startTestServer();
  const names = ["bbb", "aaa", "ccc"];
  for (let index = 0; index < 40; index += 1) {
    await call(server, "tasks.create", {
      name: names[index % 3],
      type: "training",
      comment: index % 4 ? `${index % 5}` : "",
    });
  }
  const list = async (request: object) =>
    (
      await call<{ tasks: { id: string }[]; scroll_id?: string }>(server, "tasks.get_all", {
        only_fields: ["id"],
        ...request,
      })
    ).data;

  const arePages = async (order_by: readonly string[], size: number) => {
    const whole = (await list({ order_by })).tasks.map(({ id }) => id);
    expect(new Set(whole).size).toBe(40);

    const pages: string[] = [];
    for (let page = 0; page * size < 40 + size; page += 1) {
      const { tasks } = await list({ order_by, page, page_size: size });
      expect(tasks).toHaveLength(Math.max(0, Math.min(size, 40 - page * size)));
      pages.push(...tasks.map(({ id }) => id));
    }
    expect(pages).toEqual(whole);

    const scrolled: string[] = [];
    let scroll_id: string | null = null;
    for (let found = size; found === size; ) {
      const step: Awaited<ReturnType<typeof list>> = await list({ order_by, scroll_id, size });
      scroll_id = step.scroll_id ?? null;
      found = step.tasks.length;
      scrolled.push(...step.tasks.map(({ id }) => id));
      const refreshed = await list({ order_by, scroll_id, size, refresh_scroll: true });
      expect(refreshed.tasks.map(({ id }) => id)).toEqual(scrolled);
    }
    expect(scrolled).toEqual(whole);
  };
  const order = fc.array(fc.constantFrom("name", "-name", "comment", "-comment", "created", "-id"), { maxLength: 2 });
  await fc.assert(fc.asyncProperty(order, fc.integer({ min: 1, max: 45 }), arePages), { ...seeded, numRuns: 25 });
}, 600_000);
