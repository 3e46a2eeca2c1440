import { setTimeout as delay } from "node:timers/promises";
import { startServer } from "@clearml-ts/server";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, onTestFinished, test, vi } from "vitest";
import { connect } from "../../connect.ts";
import { OperationTimeoutError } from "../../errors.ts";
import { CallBudget, onBudget } from "./call-budget.ts";

const never = new AbortController().signal;

/** A connection to a real server each of whose answers takes some time, and may take three seconds. */
async function slowConnection(milliseconds: number) {
  const server = await startServer({ database: ":memory:", listen: false });
  let isSlow = false;
  const fetch = async (request: Request) => {
    await delay(isSlow ? milliseconds : 0, undefined, { signal: request.signal });
    return await server.fetch(request);
  };
  const env = { HOME: await temporaryFolder() };
  const connection = await connect({ ...server.credentials, fetch, env, timeout: 3000 });
  isSlow = true;
  onTestFinished(async () => {
    await connection.close();
    await server.close();
  });
  return connection;
}

test("the calls of one operation share the time of one call", async () => {
  const { session, services } = await slowConnection(900);
  let answered = 0;
  const operation = session.budget("many.calls()").run(async () => {
    for (;;) {
      await services.debug.ping();
      answered += 1;
    }
  });
  await expect(operation).rejects.toMatchObject({
    name: "OperationTimeoutError",
    operation: "many.calls()",
    timeout: 3000,
    transient: true,
    message: expect.stringContaining("did not answer the calls of many.calls() within 3 s"),
  });
  expect(answered).toBeLessThanOrEqual(3);
  await services.debug.ping();
});

/** A budget of ten seconds, on a clock that the test moves. */
function budgetOfTenSeconds(operation = "work()"): CallBudget {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  return new CallBudget({ operation, timeout: 10_000, apiServer: "http://localhost:8008" });
}

/** A call that is answered after some time, or ended by its signal. */
function call(milliseconds: number): Promise<void> {
  return onBudget(
    never,
    (signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const timer = setTimeout(resolve, milliseconds);
        signal.addEventListener("abort", () => {
          clearTimeout(timer);
          reject(signal.reason);
        });
      }),
  );
}

test("time between calls is not charged, and calls side by side are charged once", async () => {
  const budget = budgetOfTenSeconds();
  const work = budget.run(async () => {
    await call(3000);
    await new Promise((resolve) => setTimeout(resolve, 60_000));
    await Promise.all([call(3000), call(3000), call(2000)]);
    await call(3000);
    return "done";
  });
  await vi.runAllTimersAsync();
  expect(await work).toBe("done");
  await expect(budget.run(() => Promise.all([call(2000), vi.runAllTimersAsync()]))).rejects.toThrow(
    OperationTimeoutError,
  );
  await expect(budget.run(() => call(1))).rejects.toThrow(OperationTimeoutError);
});

test("an operation inside another is charged to both", async () => {
  const outer = budgetOfTenSeconds("outer()");
  const inner = () => new CallBudget({ operation: "inner()", timeout: 10_000, apiServer: "http://localhost:8008" });
  const work = outer.run(async () => {
    await inner().run(() => call(6000));
    await inner().run(() => call(6000));
  });
  const refused = expect(work).rejects.toMatchObject({ operation: "outer()" });
  await vi.runAllTimersAsync();
  await refused;
});

test("what must still be done when nothing is left has a budget apart", async () => {
  const [outer, apart] = [budgetOfTenSeconds(), budgetOfTenSeconds()];
  const work = outer.run(async () => {
    await expect(call(11_000)).rejects.toThrow(OperationTimeoutError);
    await apart.runApart(() => call(9000));
  });
  await vi.runAllTimersAsync();
  await expect(work).resolves.toBeUndefined();
});

test("work that an operation leaves behind is not charged to it", async () => {
  const budget = budgetOfTenSeconds();
  let later: Promise<void> | undefined;
  await budget.run(async () => {
    setTimeout(() => {
      later = call(20_000);
    }, 1000);
  });
  await vi.runAllTimersAsync();
  await expect(later).resolves.toBeUndefined();
});
