import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { loadBundler } from "./load-bundler.ts";

test("a program that a bundler has made CommonJS of starts, although nothing in it has an address", async () => {
  const { build } = await loadBundler();
  const { outputFiles } = await build({
    stdin: {
      contents: `import { Task } from "../../index.ts"; console.log(typeof Task.init);`,
      resolveDir: import.meta.dirname,
      loader: "ts",
    },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    conditions: ["@clearml-ts/source"],
    external: ["esbuild"],
    write: false,
    logLevel: "silent",
  });
  const program = join(await temporaryFolder(), "program.cjs");
  await writeFile(program, outputFiles[0]?.text ?? "");
  const { stdout } = await promisify(execFile)(process.execPath, [program]);
  expect(stdout).toBe("function\n");
});
