import { EventEmitter } from "node:events";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { LoneListener } from "./lone-listener.ts";

const nextTick = promisify(process.nextTick);

function setUp() {
  const emitter = new EventEmitter();
  const heard: string[] = [];
  const lone = new LoneListener(emitter, "end", () => void heard.push("lone"));
  return { emitter, heard, lone, other: () => void heard.push("other") };
}

test("it hears an event while nobody else listens, and steps back while somebody does", async () => {
  const { emitter, heard, lone, other } = setUp();
  lone.open();
  emitter.emit("end");
  emitter.on("end", other);
  emitter.emit("end");
  await nextTick();
  expect(emitter.listeners("end")).toEqual([other]);
  emitter.emit("end");
  emitter.off("end", other);
  emitter.emit("end");
  expect(heard).toEqual(["lone", "other", "other", "lone"]);
});

test("somebody who was there before is left alone too", () => {
  const { emitter, heard, lone, other } = setUp();
  emitter.once("end", other);
  lone.open();
  emitter.emit("end");
  emitter.emit("end");
  expect(heard).toEqual(["other", "lone"]);
});

test("closed, it leaves nothing behind", () => {
  const { emitter, lone, other } = setUp();
  lone.open();
  lone.close();
  lone.close();
  emitter.on("end", other);
  emitter.off("end", other);
  expect(emitter.eventNames()).toEqual([]);
});
