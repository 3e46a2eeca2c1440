import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startServer } from "@clearml-ts/server";
import { afterAll, describe, expect, test } from "vitest";

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);

/** Inside the tests' folder, so that the examples find the packages as a user's program would. */
const folder = mkdtempSync(join(here, ".readme-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const readmes = [
  join(root, "README.md"),
  ...readdirSync(join(root, "packages")).map((name) => join(root, "packages", name, "README.md")),
];

/** The complete programs of a page: its fenced blocks marked `ts`. Fragments are marked `typescript`. */
function programs(markdown: string): string[] {
  return [...markdown.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => code);
}

describe.each(readmes)("%s", (path) => {
  const blocks = programs(readFileSync(path, "utf8"));

  test("has an example that runs", async () => {
    expect(blocks.length).toBeGreaterThan(0);
    for (const [index, code] of blocks.entries()) {
      await using server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
      const file = join(folder, `${relative(root, path).replaceAll("/", "-")}-${index}.mts`);
      writeFileSync(file, code);
      const { urls, credentials } = server;
      await run(process.execPath, ["--import", "tsx", "--conditions", "@clearml-ts/source", file], {
        cwd: folder,
        env: {
          PATH: process.env["PATH"],
          HOME: folder,
          CLEARML_API_HOST: urls.api,
          CLEARML_WEB_HOST: urls.web,
          CLEARML_FILES_HOST: urls.files,
          CLEARML_API_ACCESS_KEY: credentials.accessKey,
          CLEARML_API_SECRET_KEY: credentials.secretKey,
        },
      });
    }
  }, 120_000);
});
