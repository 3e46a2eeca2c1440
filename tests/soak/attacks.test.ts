import { expect, test } from "vitest";
import { attackServer } from "./attacks/attack-server.ts";
import { attacks } from "./attacks/attacks.ts";
import { clearmlCommand } from "./soaked-server.ts";

test.each(Object.entries(attacks))("%s stop nobody else", { timeout: 600_000 }, async (_name, attack) => {
  const { faults, happened } = await attackServer(clearmlCommand, attack);

  expect(faults, happened).toEqual([]);
});
