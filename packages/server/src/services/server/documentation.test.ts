import { readFile } from "node:fs/promises";
import { endpointVersions } from "@clearml-ts/protocol";
import { expect, test } from "vitest";

test("the table of endpoints in docs/server.md names every endpoint, and only those", async () => {
  const text = await readFile(new URL("../../../../../docs/server.md", import.meta.url), "utf8");
  const rows = [...text.matchAll(/^\| `(\w+)` \| (\d+) \| (.+) \|$/gm)];
  const listed = rows.flatMap(([, service = "", count, actions = ""]) => {
    const names = [...actions.matchAll(/`(\w+)`/g)].map(([, action]) => `${service}.${action}`);
    expect(names, service).toHaveLength(Number(count));
    return names;
  });

  expect(listed.sort()).toEqual(Object.keys(endpointVersions).sort());
});
