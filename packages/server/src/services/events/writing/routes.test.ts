import { createHash } from "node:crypto";
import { IDENTITY_HEADER } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { basic, call } from "../../../fixtures/server.fixture.ts";
import { image, line, plot, scalar, startEventBench } from "../events.fixture.ts";

const md5 = (text: string) => createHash("md5").update(text).digest("hex");

test("events that cannot be stored are counted by reason and do not hold up the others", async () => {
  await using bench = await startEventBench();
  const reply = await bench.report(
    scalar(0, 1),
    { metric: "no type" },
    { type: "made up" },
    scalar(1, 1, { task: "nobody" }),
    scalar(2, 1, { task: "nobody" }),
    scalar(3, 1, { value: "much" }),
    scalar(2 ** 60, 1),
    scalar(4, 1, { timestamp: "never" }),
    { type: "log", model: "x", model_event: true },
  );
  expect(reply).toEqual({
    added: 1,
    errors: 8,
    errors_info: {
      "Event must have a 'type' field": 1,
      "Invalid event type made_up": 1,
      "Invalid task id nobody": 2,
      "A scalar must have a number as 'value'": 1,
      "Iteration must be a whole number up to 9007199254740991": 1,
      "Timestamp must be a number of milliseconds or a date": 1,
      "Console lines belong to tasks, not to models": 1,
    },
  });
});

test("a batch that its client named is stored once however often it is sent, and answered the same; others every time", async () => {
  await using bench = await startEventBench();
  const send = async (body: string, identity?: string) => {
    const named = identity === undefined ? {} : { [IDENTITY_HEADER]: identity };
    const headers = { ...basic(bench.server.credentials), "content-type": "application/json-lines", ...named };
    return (await call(bench.server, "events.add_batch", body, headers)).data;
  };
  const body = [line(1, "one"), { type: "made up" }]
    .map((event) => JSON.stringify({ task: bench.task, ...event }))
    .join("\n");
  const replies = [
    await send(body, "batch 1"),
    await send(body, "batch 1"),
    await send(body, "batch 2"),
    await send(body),
  ];

  expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
  const { events } = (await call<{ events: object[] }>(bench.server, "events.get_task_log", { task: bench.task })).data;
  expect(events).toHaveLength(3);
});

test("values and iterations that are not numbers cost only their own events", async () => {
  await using bench = await startEventBench();
  const lines = ["null", '"x"', "[NaN]", "2"].map((value, iter) => {
    return JSON.stringify({ task: bench.task, ...scalar(iter, 0) }).replace('"value":0', `"value": ${value}`);
  });
  const headers = { ...basic(bench.server.credentials), "content-type": "application/json-lines" };
  expect((await call(bench.server, "events.add_batch", lines.join("\n"), headers)).data).toEqual({
    added: 1,
    errors: 3,
    errors_info: { "A scalar must have a number as 'value'": 3 },
  });
});

test("a request of which nothing can be stored is refused, and so is an empty one", async () => {
  await using bench = await startEventBench();
  await expect(bench.report({ task: "nobody", type: "log" })).rejects.toThrow("Invalid task id nobody=1");
  expect(await bench.refusal("events.add", { type: "log", task: "nobody" })).toMatchObject({ result: "400/131" });
  const headers = { ...basic(bench.server.credentials), "content-type": "application/json-lines" };
  expect(await call(bench.server, "events.add_batch", "\n\n", headers)).toMatchObject({ result: "400/17" });
});

test("one event can be sent without a batch", async () => {
  await using bench = await startEventBench();
  const event = { task: bench.task, ...line(5, "hello") };
  expect(await bench.read("events.add", event)).toEqual({ added: 1, errors: 0, errors_info: {} });
});

test("an event comes back with what was sent, unknown keys too, and what the server added", async () => {
  await using bench = await startEventBench({ now: () => new Date("2026-01-31T10:20:30.123Z") });
  await bench.report(
    { ...scalar(1, 0.1), timestamp: 7, worker: "w1", method: "get", nan_values: [1], __proto__x: 1 },
    { ...plot(1), plot_str: `{"layout":{"images":[{"source":"https://files/a.png"}]}}`, ts: 8 },
    { ...image(1, "s3://b/a.png"), timestamp: 9 },
    { type: "training stats vector", metric: "v", variant: "w", iter: 1, values: [1, 2], timestamp: 10 },
    line(11, "text", { level: 20 }),
  );
  const { events } = await bench.read<{ events: object[] }>("events.get_task_events", { task: bench.task });
  const common = { task: bench.task, model_event: false, "@timestamp": "2026-01-31T10:20:30.123Z" };
  const sent = { ...common, iter: 1, worker: "<unknown>" };
  expect(events).toEqual([
    {
      ...sent,
      ...{ type: "training_stats_scalar", metric: "loss", variant: "train", value: 0.1, timestamp: 7, worker: "w1" },
      nan_values: [1],
      __proto__x: 1,
    },
    { ...sent, type: "training_stats_vector", metric: "v", variant: "w", value: [1, 2], timestamp: 10 },
    {
      ...sent,
      ...{ type: "training_debug_image", metric: "samples", variant: "a", timestamp: 9 },
      ...{ url: "s3://b/a.png", key: "s3://b/a.png" },
    },
    {
      ...sent,
      ...{ type: "plot", metric: "roc", variant: "test", timestamp: 8, plot_len: 56 },
      plot_str: `{"layout":{"images":[{"source":"https://files/a.png"}]}}`,
      source_urls: ["https://files/a.png"],
    },
    { ...common, type: "log", metric: "", variant: "", timestamp: 11, level: 20, msg: "text", worker: "<unknown>" },
  ]);
});

test("an event with the identity of an older one replaces it; console lines are all kept", async () => {
  await using bench = await startEventBench();
  await bench.report(scalar(1, 1), plot(1), image(1, "http://f/a"), line(1, "same"));
  await bench.report(
    scalar(1, 2),
    plot(1, { plot_str: "{}" }),
    image(1, "http://f/b", { key: "http://f/a" }),
    image(1, "http://f/c"),
    line(1, "same"),
  );
  const { events } = await bench.read<{ events: Record<string, unknown>[] }>("events.get_task_events", {
    task: bench.task,
  });
  expect(events.map(({ value, plot_str, url, msg }) => value ?? plot_str ?? url ?? msg)).toEqual([
    2,
    "http://f/b",
    "http://f/c",
    "{}",
    "same",
    "same",
  ]);
});

test("contradictions within one request refuse it as a whole", async () => {
  await using bench = await startEventBench();
  await expect(bench.report(scalar(1, 1), scalar(2, 1, { allow_locked: true }))).rejects.toThrow("allow_locked");
  await expect(bench.report(scalar(1, 1), scalar(2, 1, { model_event: true }))).rejects.toThrow("model_event");
  expect(await bench.read("events.get_task_events", { task: bench.task })).toMatchObject({ total: 0 });
});

test("a published task takes events only from those who insist", async () => {
  await using bench = await startEventBench();
  await bench.read("tasks.publish", { task: bench.task, force: true });
  await expect(bench.report(scalar(1, 1))).rejects.toThrow(`Invalid task id ${bench.task}`);
  expect(await bench.report(scalar(1, 1, { allow_locked: true }))).toMatchObject({ added: 1 });
  expect(await bench.refusal("events.delete_for_task", { task: bench.task })).toMatchObject({ result: "400/101" });
  expect(await bench.refusal("events.clear_task_log", { task: bench.task })).toMatchObject({ result: "400/101" });
  expect(await bench.read("events.delete_for_task", { task: bench.task, allow_locked: true })).toEqual({
    deleted: true,
  });
});

test("events bring their task up to date", async () => {
  await using bench = await startEventBench();
  await bench.report(scalar(0, 3, { x_axis_label: "step" }), scalar(2, 1), scalar(1, 4), line(50, "hi"));
  await bench.report(scalar(1, 2), scalar(900, 5, { metric: ":monitor:machine" }), line(40, "hi"));
  const { task } = await bench.read<{ task: Record<string, unknown> }>("tasks.get_by_id", { task: bench.task });
  expect(task["last_iteration"]).toBe(2);
  expect(task["last_metrics"]).toMatchObject({
    [md5("loss")]: {
      [md5("train")]: {
        metric: "loss",
        variant: "train",
        value: 2,
        min_value: 1,
        min_value_iteration: 2,
        max_value: 4,
        max_value_iteration: 1,
        first_value: 3,
        first_value_iteration: 0,
        count: 4,
        mean_value: 2.5,
        x_axis_label: "step",
      },
    },
  });
});

test("models report too, and their records follow", async () => {
  await using bench = await startEventBench();
  const { id: model } = await bench.read<{ id: string }>("models.create", {
    name: "a model",
    uri: "file:///m",
    ready: false,
  });
  expect(await bench.report(scalar(3, 0.5, { model, model_event: true }))).toMatchObject({ added: 1 });
  const curves = await bench.read("events.scalar_metrics_iter_histogram", { task: model, model_events: true });
  expect(curves).toEqual({ loss: { train: { name: "train", x: [3], y: [0.5] } } });
  const { model: record } = await bench.read<{ model: object }>("models.get_by_id", { model });
  expect(record).toMatchObject({ last_iteration: 3 });
  expect(await bench.read("events.delete_for_model", { model })).toEqual({ deleted: true });
  expect(await bench.read("events.scalar_metrics_iter_histogram", { task: model, model_events: true })).toEqual({});
  expect(await bench.refusal("events.delete_for_model", { model: "nobody" })).toMatchObject({ result: "400/201" });
});

test("a cleared log keeps its last seconds", async () => {
  const now = new Date("2026-01-01T00:00:00Z");
  await using bench = await startEventBench({ now: () => now });
  const time = now.getTime();
  await bench.report(line(time - 60_000, "old"), line(time - 1000, "new"), line(time - 60_000, "m", { metric: "m" }));
  const clear = { task: bench.task, threshold_sec: 30, exclude_metrics: ["m"] };
  expect(await bench.read("events.clear_task_log", clear)).toEqual({ deleted: 1 });
  const { events } = await bench.read<{ events: { msg: string }[] }>("events.get_task_log", { task: bench.task });
  expect(events.map(({ msg }) => msg)).toEqual(["new", "m"]);
});

test("a deleted task takes its events along", async () => {
  await using bench = await startEventBench();
  await bench.report(scalar(1, 1), plot(1), image(1, "http://elsewhere/a.png"), line(1, "x"));
  const reply = await bench.read<{ urls?: { event_urls?: string[] } }>("tasks.delete", {
    task: bench.task,
    return_file_urls: true,
  });
  expect(reply.urls?.event_urls).toEqual(["http://elsewhere/a.png"]);
  expect(await bench.refusal("events.get_task_log", { task: bench.task })).toMatchObject({ result: "400/101" });
});
