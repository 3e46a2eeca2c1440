import { parseArgs } from "node:util";
import { Command } from "commander";
import { expect, test } from "vitest";
import yargs from "yargs";
import { liveConnection } from "../live-connection.fixture.ts";
import { Task } from "../task/task.ts";

/** A task that a program began here, and a clone of it in which people have changed arguments, taken up under an agent. */
async function twice<T>(connect: (task: Task) => Promise<T>, changes: Record<string, string>) {
  const { connection, connectAgain } = await liveConnection();
  const first = await Task.init({ project: "demo", name: "by hand" }, { connection });
  const byHand = await connect(first);
  const clone = await first.clone();
  await clone.setParameters(changes);
  const remote = await connectAgain({ CLEARML_TASK_ID: clone.id });
  const task = await Task.init({ project: "demo", name: "by an agent" }, { connection: remote });
  return { byHand, remotely: await connect(task), items: first.record.hyperparams?.["Args"] };
}

test("parseArgs: options and positionals are stored as Args, and the task's come back", async () => {
  const connect = (task: Task) => {
    const options = { name: { type: "string", default: "a" }, fast: { type: "boolean", default: false } } as const;
    const other = { tags: { type: "string", multiple: true }, out: { type: "string" } } as const;
    const args = ["--tags", "x", "--tags", "y", "data.csv"];
    return task.connectArguments(
      parseArgs({ args, options: { ...options, ...other }, allowPositionals: true, strict: true }),
    );
  };
  const changes = {
    "Args/name": "5",
    "Args/fast": "True",
    "Args/tags": "[z]",
    "Args/out": "here",
    "Args/positionals": "[b.csv]",
  };
  const { byHand, remotely, items } = await twice(connect, changes);
  expect(byHand).toEqual({ values: { name: "a", fast: false, tags: ["x", "y"] }, positionals: ["data.csv"] });
  expect(items).toMatchObject({
    name: { value: "a", type: "str" },
    fast: { value: "False", type: "bool" },
    tags: { value: '["x", "y"]', type: "list/str" },
    positionals: { value: '["data.csv"]' },
  });
  expect(remotely).toEqual({
    values: { name: "5", fast: true, tags: ["z"], out: "here" },
    positionals: ["b.csv"],
  });
});

test("commander: options with their help texts, and arguments by name", async () => {
  const connect = (task: Task) => {
    const command = new Command()
      .argument("<file>", "the survey")
      .option("--learning-rate <number>", "how fast", Number, 0.1)
      .option("--verbose")
      .option("--out <folder>");
    return task.connectArguments(command.parse(["a.csv", "--verbose"], { from: "user" }));
  };
  const changes = { "Args/learningRate": "0.9", "Args/verbose": "False", "Args/out": "here", "Args/file": "b.csv" };
  const { byHand, remotely, items } = await twice(connect, changes);
  expect(byHand.opts()).toEqual({ learningRate: 0.1, verbose: true });
  expect(byHand.processedArgs).toEqual(["a.csv"]);
  expect(items).toMatchObject({
    learningRate: { value: "0.1", type: "float", description: "how fast" },
    file: { value: "a.csv", description: "the survey" },
    out: { value: "" },
  });
  expect(remotely.opts()).toEqual({ learningRate: 0.9, verbose: false, out: "here" });
  expect(remotely.processedArgs).toEqual(["b.csv"]);
  expect(remotely.getOptionValueSource("learningRate")).toBe("clearml");
});

test("yargs: each option once, and all its names come back", async () => {
  const connect = (task: Task) =>
    task.connectArguments(
      yargs(["--learning-rate", "0.5", "-v", "a.csv"])
        .option("learning-rate", { type: "number", alias: "l", default: 0.1 })
        .option("verbose", { type: "boolean", alias: "v" })
        .option("depth", { type: "number" }),
    );
  const changes = { "Args/learning-rate": "0.9", "Args/verbose": "false", "Args/positionals": "[b.csv]" };
  const { byHand, remotely, items } = await twice(connect, changes);
  expect(byHand).toMatchObject({ "learning-rate": 0.5, learningRate: 0.5, l: 0.5, verbose: true, _: ["a.csv"] });
  expect(Object.keys(items ?? {}).sort()).toEqual(["depth", "learning-rate", "positionals", "verbose"]);
  expect(remotely).toMatchObject({ learningRate: 0.9, l: 0.9, verbose: false, v: false, _: ["b.csv"] });
  expect(remotely.depth).toBeUndefined();
});

test("an argument that does not fit fails the task", async () => {
  const connect = (task: Task) =>
    task.connectArguments(new Command().option("--rate <number>", "", Number, 0.1).parse([], { from: "user" }));
  await expect(twice(connect, { "Args/rate": "fast" })).rejects.toMatchObject({
    name: "ServerValueError",
    valueName: "Args/rate",
    expected: "a number",
  });
});
