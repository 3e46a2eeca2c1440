import { ApiClient } from "../api-client.ts";
import { unmet } from "../faults/finding.ts";
import type { Attack } from "./attack.ts";
import { besides } from "./bystander.ts";

/** Hundreds of times as many as a program has. */
const PARAMETERS = 5_000;

/** Makes a task with more parameters than anybody has, and changes one of them. */
export const storeManyParameters: Attack = async (server, blockLimit) => {
  const client = await ApiClient.login(server.address);
  const names = Array.from({ length: PARAMETERS }, (_, number) => `p${number}`);
  const parameter = (name: string) => ({ section: "Args", name, value: "1", type: "int" });
  const hyperparams = { Args: Object.fromEntries(names.map((name) => [name, parameter(name)])) };
  await server.longestBlock();
  const { longest } = await besides(server, async () => {
    const { id: task } = await client.call<{ id: string }>("tasks.create", {
      ...{ name: "attacked", type: "training", hyperparams },
    });
    await client.call("tasks.edit_hyper_params", { task, hyperparams: [parameter("one more")] });
  });
  const block = await server.longestBlock();
  return {
    what: `A task is made with ${PARAMETERS.toLocaleString("en-US")} parameters, and one of them is changed.`,
    happened: `The event loop was blocked for ${Math.round(block)} ms at most, and another client waited ${Math.round(longest)} ms at most.`,
    faults: unmet({ [`the event loop was blocked for ${Math.round(block)} ms`]: block <= blockLimit }),
  };
};
