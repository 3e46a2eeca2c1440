import { fileURLToPath } from "node:url";
import { connect } from "@clearml-ts/client";
import { startServer } from "@clearml-ts/server";
import { expect, test } from "vitest";
import { liveConnection } from "../../live-connection.fixture.ts";
import { Task } from "../../task/task.ts";
import { ProgramError, RemoteExecutionError } from "../errors.ts";
import { runAsAgent } from "./run-as-agent.fixture.ts";
import { runProgram } from "./run-program.fixture.ts";

const program = fileURLToPath(new URL("function-program.fixture.ts", import.meta.url));

test("a function becomes a task of its own, which calls it with the arguments that people set", async () => {
  await using server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
  await using connection = await connect({ ...server.credentials, env: {} });
  const { output, warnings, exitCode } = await runProgram(server, program);
  expect([exitCode, output]).toEqual([0, expect.stringMatching(/^made \w+ \w+\n$/)]);
  const [, first = "", second = ""] = /^made (\w+) (\w+)/.exec(output) ?? [];

  const multiply = await Task.get({ id: first }, { connection });
  expect(multiply).toMatchObject({ name: "hands over <multiply>", status: "created", systemTags: ["func"] });
  expect(multiply.getParameters()).toEqual({
    "Function/by": 2,
    "Function/of": 1,
    "Function/__func_readonly__": "multiply",
  });
  const greet = await Task.get({ id: second }, { connection });
  expect(greet).toMatchObject({ name: "greeting", parent: multiply.parent });

  // The same name twice would be one parameter for two functions.
  expect(warnings).toContain('there is a task for the function "greet" already');

  await multiply.setParameters({ "Function/of": 21 });
  const runs = [multiply, greet].map((task) => runAsAgent(server, task.id, task.record.script ?? {}));
  expect(await Promise.all(runs)).toEqual([
    { exitCode: 0, output: "product: 42\n" },
    { exitCode: 0, output: "hello Ana\n" },
  ]);
});

test("a name that is empty is refused, and one of a function that could not be sent may be used again", async () => {
  const { connection } = await liveConnection();
  await using task = await Task.init({ project: "demo", name: "hands over" }, { connection });
  await expect(task.createFunctionTask(() => {}, {}, { functionName: "" })).rejects.toThrow(RemoteExecutionError);
  const unsendable = { functionName: "f", bundle: { files: ["absent"] } };
  for (const _attempt of [1, 2]) {
    await expect(task.createFunctionTask(() => {}, {}, unsendable)).rejects.toThrow(ProgramError);
  }
});
