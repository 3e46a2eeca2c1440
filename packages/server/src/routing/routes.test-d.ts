import { expectTypeOf, test } from "vitest";
import type { Routes } from "./routes.ts";

test("an endpoint without an answer does not compile, nor does an answer to something else", () => {
  const ping = () => ({ msg: "here" });
  expectTypeOf({ "debug.ping": ping }).toExtend<Routes<"debug">>();
  // @ts-expect-error nothing answers debug.ping
  const silent: Routes<"debug"> = {};
  void silent;
  // @ts-expect-error there is no such endpoint
  const inventive: Routes<"debug"> = { "debug.ping": ping, "debug.pong": ping };
  void inventive;
});

test("an answer has the type that the protocol gives it", () => {
  // @ts-expect-error the answer is the number of the version
  const wrong: Partial<Routes<"server">> = { "server.info": () => ({ version: 2 }) };
  void wrong;
});
