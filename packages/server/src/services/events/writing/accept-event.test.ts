import { expect, test } from "vitest";
import { acceptEvent, identifyEvent, type RawEvent } from "./accept-event.ts";
import { NO_ITERATION } from "./iteration.ts";

const arrival = { now: 1000, worker: "sender" };

function accept(event: RawEvent) {
  const identity = identifyEvent(event);
  return "refused" in identity ? identity : acceptEvent(event, identity, arrival);
}

test("what an event leaves out is filled in", () => {
  expect(accept({ type: "training_stats_scalar", task: "t", value: 1 })).toEqual({
    type: "training_stats_scalar",
    owner: "t",
    modelEvent: false,
    metric: "",
    variant: "",
    iter: NO_ITERATION,
    timestamp: 1000,
    worker: "sender",
    value: 1,
    xAxisLabel: undefined,
    extra: null,
  });
});

test("the model of a model event may be called model or task", () => {
  const event = { type: "plot", model_event: true };
  expect(accept({ ...event, model: "m" })).toMatchObject({ owner: "m", modelEvent: true });
  expect(accept({ ...event, task: "m" })).toMatchObject({ owner: "m", modelEvent: true });
  expect(accept({ type: "plot", task: "t", model: "gpt" })).toMatchObject({
    owner: "t",
    extra: expect.stringContaining("gpt"),
  });
});

test("numbers may come as text, and fractions of iterations and milliseconds are cut", () => {
  const event = { type: "training_stats_scalar", task: "t", value: "0.5", iter: "3", timestamp: "17.9" };
  expect(accept(event)).toMatchObject({ value: 0.5, iter: 3, timestamp: 17 });
  expect(accept({ ...event, iter: -2.7, timestamp: "1970-01-01T00:00:01Z" })).toMatchObject({
    iter: -2,
    timestamp: 1000,
  });
});

test("values that are not numbers are refused", () => {
  for (const value of [undefined, null, true, "", "x", [1]]) {
    expect(accept({ type: "training_stats_scalar", task: "t", value })).toHaveProperty("refused");
  }
});

test("keys without a column of their own are kept as JSON", () => {
  const event = { type: "log", task: "t", msg: "m", level: "info", value: 3, "@timestamp": "client's", method: "get" };
  expect(accept(event)).toMatchObject({ msg: "m", level: "info", extra: '{"value":3}' });
});

test("a plot is measured by the server, whatever the sender says", () => {
  const event = { type: "plot", task: "t", plot_str: "{}", plot_len: 99, source_urls: ["x"] };
  expect(accept(event)).toMatchObject({ content: "{}", extra: '{"plot_len":2}' });
  expect(accept({ type: "plot", task: "t" })).toMatchObject({ content: null, extra: '{"plot_len":0}' });
});

test("a flag that Python takes for true makes an event one of a model", () => {
  expect(identifyEvent({ type: "plot", model_event: "yes", model: "m" })).toMatchObject({
    owner: "m",
    modelEvent: true,
  });
  expect(identifyEvent({ type: "plot", model_event: 0, task: "t" })).toMatchObject({ owner: "t", modelEvent: false });
});
