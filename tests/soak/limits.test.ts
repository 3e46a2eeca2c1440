import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../interop/fixtures/root.ts";
import { limitsTable } from "./limits.ts";

test.each(["docs/server.md", "docs/reliability.md"])("%s states every limit", async (page) => {
  expect(await readFile(join(root, page), "utf8")).toContain(limitsTable());
});
