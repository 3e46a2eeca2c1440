import { expect, test } from "vitest";
import { component } from "../define/component.ts";
import { openServer, type TestServer } from "../fixtures/server.fixture.ts";
import { pipeline } from "../pipeline.ts";

const increment = component({ name: "increment", run: ({ n }: { n: number }) => ({ n: n + 1 }) });
const cached = component({ name: "cached", cache: true, run: ({ n }: { n: number }) => ({ n: n + 1 }) });

/** How many requests a run costs that has so many steps, one after the other. */
async function costOf(server: TestServer, of: typeof increment, steps: number): Promise<number> {
  const chain = pipeline({ name: "chain", project: "Comfort" }, () => {
    let last = of({ n: 0 });
    for (let step = 1; step < steps; step += 1) {
      last = of({ n: last.outputs.n });
    }
    return last;
  });
  const before = server.requests.length;
  expect((await chain.run({}, server)).result).toEqual({ n: steps });
  return server.requests.length - before;
}

// Measured: 5.0 for a step that runs, and 2.0 for one that is cached.
test("a step costs few requests", async () => {
  const server = await openServer();
  await costOf(server, increment, 1);
  const perStep = ((await costOf(server, increment, 11)) - (await costOf(server, increment, 1))) / 10;
  expect(perStep).toBeLessThanOrEqual(6);
});

test("a step that is taken from the cache costs fewer", async () => {
  const server = await openServer();
  await costOf(server, cached, 11);
  const perStep = ((await costOf(server, cached, 11)) - (await costOf(server, cached, 1))) / 10;
  expect(perStep).toBeLessThanOrEqual(4);
});
