import { startServer } from "@clearml-ts/server";
import { liveConnections } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { connect } from "../connect.ts";
import type { Session } from "../session/session.ts";
import { createLists } from "./lists.ts";

const liveConnection = liveConnections({ startServer, connect });

/** A server with so many projects, that remembers which pages it was asked for. */
function projects(total: number) {
  const pages: unknown[] = [];
  const session: Pick<Session, "call"> = {
    call: async (_endpoint, request, options) => {
      const { page = 0, page_size: size = 500 } = request as { page?: number; page_size?: number };
      pages.push({ ...request, ...options });
      const left = Math.max(0, Math.min(size, total - page * size));
      return { projects: Array.from({ length: left }, (_, index) => ({ id: `${page * size + index}` })) } as never;
    },
  };
  return { pages, lists: createLists(session) };
}

async function idsOf(list: AsyncIterable<{ id: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of list) {
    ids.push(id);
  }
  return ids;
}

test("a list yields every record, until a page is not full", async () => {
  const { pages, lists } = projects(250);
  expect(await idsOf(lists.projects.getAll())).toEqual(Array.from({ length: 250 }, (_, index) => `${index}`));
  expect(pages).toEqual([0, 1, 2].map((page) => ({ page, page_size: 100 })));
});

test("a page is asked for only when the reader gets there", async () => {
  const { pages, lists } = projects(250);
  const { signal } = new AbortController();
  for await (const { id } of lists.projects.getAll({ name: "a" }, { pageSize: 10, signal })) {
    if (id === "15") {
      break;
    }
  }
  expect(pages).toEqual([0, 1].map((page) => ({ name: "a", page, page_size: 10, signal })));
});

test("no page is larger than servers answer with", async () => {
  const { pages, lists } = projects(700);
  expect(await idsOf(lists.projects.getAll({}, { pageSize: 10_000 }))).toHaveLength(700);
  expect(pages).toMatchObject([{ page_size: 500 }, { page_size: 500 }]);
});

test("records, values and events of a server are listed, whatever its pages are like", async () => {
  const { connection } = await liveConnection();
  const { services, lists } = connection;
  const names = ["first", "fourth", "last", "second", "third"];
  for (const name of names) {
    await services.tasks.create({
      name,
      type: "training",
      hyperparams: { General: { name: { section: "General", name: "name", value: name } } },
    });
  }
  const tasks: { id: string; name: string }[] = [];
  for await (const task of lists.tasks.getAllEx({ order_by: ["name"] }, { pageSize: 2 })) {
    tasks.push(task);
  }
  expect(tasks.map(({ name }) => name)).toEqual(names);

  const values: string[] = [];
  const parameter = { projects: [], section: "General", name: "name" };
  for await (const value of lists.projects.getHyperparamValues(parameter, { pageSize: 2 })) {
    values.push(value);
  }
  expect(values.sort()).toEqual(names);

  const task = tasks[0]?.id ?? "";
  const scalar = { type: "training_stats_scalar", task, metric: "loss", variant: "train" } as const;
  await services.events.addBatch(
    [0, 1, 2, 3, 4].map((iter) => ({ ...scalar, iter, value: iter, timestamp: iter + 1 })),
  );
  await services.events.addBatch(
    [0, 1, 2].map((iter) => ({ type: "plot", task, metric: `m${iter}`, variant: "v", iter, plot_str: "{}" })),
  );
  const iterations: (number | undefined)[] = [];
  for await (const event of lists.events.getTaskEvents(
    { task, event_type: "training_stats_scalar" },
    { pageSize: 2 },
  )) {
    iterations.push("iter" in event ? event.iter : undefined);
  }
  expect(iterations).toEqual([0, 1, 2, 3, 4]);

  const newestFirst: unknown[] = [];
  for await (const { value } of lists.events.getScalarMetricData({ task, metric: "loss" })) {
    newestFirst.push(value);
  }
  expect(newestFirst).toEqual([4, 3, 2, 1, 0]);

  const plots: (string | undefined)[] = [];
  for await (const { metric } of lists.events.getTaskPlots({ task })) {
    plots.push(metric);
  }
  expect(plots.sort()).toEqual(["m0", "m1", "m2"]);
});
