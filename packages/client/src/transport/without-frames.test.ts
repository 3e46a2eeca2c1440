import { inspect } from "node:util";
import { expect, test } from "vitest";
import { connect } from "../connect.ts";
import { withoutFrames } from "./without-frames.ts";

/** What Node prints of an error that nobody caught. */
const printed = (error: unknown) => inspect(error, { customInspect: false });

test.each(["127.0.0.1", "localhost"])(
  "a server that is away on %s is told without the stacks of sockets",
  async (host) => {
    const error: unknown = await connect({
      apiServer: `http://${host}:1`,
      webServer: `http://${host}:2`,
      filesServer: `http://${host}:3`,
      accessKey: "a",
      secretKey: "b",
      env: {},
      retry: { retries: 0, minDelay: 1, maxDelay: 1 },
    }).catch((caught: unknown) => caught);
    const [own, causes = ""] = printed(error).split("[cause]: ");
    expect(own).toMatch(/^ConnectionError: The ClearML API server at .*\n {4}at /);
    expect(printed(error)).toContain("ECONNREFUSED");
    expect(causes).not.toMatch(/^ +at /m);
    expect(error).toMatchObject({ cause: { name: "TransportFailure", cause: { code: "ECONNREFUSED" } } });
  },
);

test("the stack of an error that is not of the network stays", () => {
  const own = new TypeError("of a fetch function");
  const { stack } = own;
  expect(withoutFrames(own).stack).toBe(stack);
  expect(withoutFrames("text")).toBe("text");
});
