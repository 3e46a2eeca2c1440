import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { workspacePackages } from "../check/ranks.ts";
import { root } from "../root.ts";
import { forgeOf, REPOSITORY } from "./forge.ts";
import { filesThatNameForge, strayLinks } from "./named-forge.ts";

const published = workspacePackages(root).filter(({ manifest }) => manifest.private !== true);

test.each(published.map(({ folder }) => folder))(
  "the manifest of %s names the repository of the workspace",
  (folder) => {
    const { repository, homepage, bugs } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

    expect(repository.url).toBe(REPOSITORY);
    expect([homepage, bugs]).toEqual([
      `${forgeOf(REPOSITORY)}/tree/main/${repository.directory}#readme`,
      `${forgeOf(REPOSITORY)}/issues`,
    ]);
  },
);

test("no page links to a file of this repository at the place of another one", () => {
  expect(strayLinks()).toEqual([]);
});

test("the command that moves the repository finds every manifest that is published", () => {
  const manifests = published.map(({ folder }) => `packages/${folder.split(/[\\/]/).at(-1)}/package.json`);

  expect(filesThatNameForge()).toEqual(expect.arrayContaining(["package.json", ...manifests]));
});
