import { expect, test } from "vitest";
import { LONGEST_BLOCK_MS } from "./attacks/attack.ts";
import { attackServer } from "./attacks/attack-server.ts";
import { attacks } from "./attacks/attacks.ts";
import { clearmlCommand } from "./soaked-server.ts";

test.each(Object.entries(attacks))("%s stop nobody else", { timeout: 600_000 }, async (_name, attack) => {
  // A busy or slow machine may take longer than the documented limit, which `pnpm soak` looks at; nothing takes ten times as long.
  const blockLimit = 10 * LONGEST_BLOCK_MS;
  const { faults, happened } = await attackServer(clearmlCommand, attack, { blockLimit });

  expect(faults, happened).toEqual([]);
});
