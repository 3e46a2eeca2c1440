import { setTimeout as delay } from "node:timers/promises";
import { startServer } from "@clearml-ts/server";
import { collectGarbage, temporaryFolder } from "@clearml-ts/testing";
import { expect, onTestFinished, test } from "vitest";
import { connect } from "../connect.ts";

test("a call ends in time when its fetch only listens to the request, and nobody else refers to that", async () => {
  const server = await startServer({ database: ":memory:", listen: false });
  let isAway = false;
  const fetch = async (request: Request) =>
    isAway
      ? await new Promise<Response>((_, reject) => {
          request.signal.addEventListener("abort", () => reject(request.signal.reason), { once: true });
        })
      : await server.fetch(request);
  const connection = await connect({ ...server.credentials, fetch, env: { HOME: await temporaryFolder() } });
  onTestFinished(async () => {
    await connection.close();
    await server.close();
  });
  isAway = true;
  const call = expect(connection.services.debug.ping({}, { timeout: 200 })).rejects.toThrow("within 0.2 s");
  // By now, whatever made the request refers to it no longer.
  await delay(50);
  collectGarbage();
  await call;
});
