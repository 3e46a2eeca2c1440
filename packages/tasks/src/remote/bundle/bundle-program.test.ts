import { readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { extractZip } from "@clearml-ts/archive";
import { connect } from "@clearml-ts/client";
import { type Server, startServer } from "@clearml-ts/server";
import { folderWith } from "@clearml-ts/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Task } from "../../task/task.ts";
import { programOf } from "../code/program-record.ts";
import { ProgramError, SecretFileError } from "../errors.ts";
import { type AgentRun, runAsAgent } from "../running/run-as-agent.fixture.ts";
import { bundleProgram, type ProgramBundle } from "./bundle-program.ts";

/** A program of TypeScript with a package from npm, of CommonJS, and one of its workspace that was built long ago. */
const workspace = {
  "packages/app/main.ts": `
    import { shout } from "shout";
    import { greeting } from "@team/words";
    const { default: table } = await import("./table.json", { with: { type: "json" } });
    enum Mood { Good = "good" }
    console.log(shout(greeting), table.rows, Mood.Good, ...process.argv.slice(2));`,
  "packages/app/table.json": JSON.stringify({ rows: 3 }),
  "packages/words/package.json": JSON.stringify({
    name: "@team/words",
    exports: { ".": { "@clearml-ts/source": "./src/index.ts", default: "./dist/index.js" } },
  }),
  "packages/words/src/index.ts": "export const greeting: string = 'as it is now';",
  "packages/words/dist/index.js": "export const greeting = 'as it was built';",
  "node_modules/shout/package.json": JSON.stringify({ name: "shout", version: "1.2.3", main: "index.js" }),
  "node_modules/shout/index.js": `
    const { inspect } = require("node:util");
    exports.shout = (text) => inspect(text.toUpperCase());`,
};

async function workspaceFolder(files: Record<string, string> = {}): Promise<string> {
  const folder = await folderWith({ ...workspace, "node_modules/@team/README.md": "", ...files });
  await symlink(join(folder, "packages/words"), join(folder, "node_modules/@team/words"));
  return folder;
}

describe("on a server", () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
  });
  afterAll(() => server.close());

  /** Makes a task of a program, and runs it as an agent would. */
  async function run(program: ProgramBundle): Promise<AgentRun & { task: Task }> {
    await using connection = await connect({ ...server.credentials, env: {} });
    const task = await Task.create({ project: "remote", name: "bundled", program }, { connection });
    const { script } = (await Task.get({ id: task.id }, { connection })).record;
    return { task, ...(await runAsAgent(server, task.id, script ?? {})) };
  }

  test("a small program with its packages is the code section", async () => {
    const folder = await workspaceFolder();
    const program = await bundleProgram(
      { entry: join(folder, "packages/app/main.ts") },
      { args: ["--name", "two  words"] },
    );
    expect(program.archive).toBeUndefined();
    expect(program.script).toMatchObject({
      binary: "/bin/bash",
      repository: "",
      working_dir: ".:main.mjs",
      entry_point: "-c node main.mjs --name 'two '' words'",
    });
    expect(await run(program)).toMatchObject({
      exitCode: 0,
      output: "'AS IT IS NOW' 3 good --name two  words\n",
    });
  });

  test("a program that was made as a text imports as a file of its folder would", async () => {
    const folder = await workspaceFolder();
    const source = 'import { greeting } from "@team/words"; console.log(greeting as string);';
    const program = await bundleProgram({ source, resolveDir: join(folder, "packages/app"), name: "step one" });
    expect(program.script.entry_point).toBe("-c node step-one.mjs");
    expect((await run(program)).output).toBe("as it is now\n");
  });

  test("workers, files and packages that npm installs go with a program", async () => {
    const folder = await workspaceFolder({
      "packages/app/threads.ts": `
        import { readFileSync } from "node:fs";
        import { Worker } from "node:worker_threads";
        import { place } from "beside";
        import { greeting } from "@team/words";
        const read = (url: URL | string) => readFileSync(url, "utf8");
        console.log(read(new URL("./data/linked.txt", import.meta.url)), read(import.meta.dirname + "/data/asked.txt"), place);
        console.log(greeting);
        new Worker(new URL("./worker.js", import.meta.url)).on("message", (text: string) => console.log(text));`,
      "packages/app/worker.ts": `
        import { parentPort } from "node:worker_threads";
        import { greeting } from "@team/words";
        parentPort?.postMessage("worker: " + (greeting satisfies string));`,
      "packages/app/data/linked.txt": "linked",
      "packages/app/data/asked.txt": "asked",
      "node_modules/beside/package.json": JSON.stringify({ name: "beside", version: "1.0.0" }),
      "node_modules/beside/index.js": "exports.place = require('node:path').basename(__dirname);",
    });
    const program = await bundleProgram(
      { entry: join(folder, "packages/app/threads.ts") },
      // The version says where npm finds it without a registry.
      { files: ["data"], packages: [`beside@file:${folder}/node_modules/beside`] },
    );
    expect(program.archive?.preview).toContain("worker.mjs - ");
    const { task, ...first } = await run(program);
    expect(first).toEqual({
      exitCode: 0,
      output: expect.stringMatching(
        /^Installing beside@file:.*\nlinked asked beside\nas it is now\nworker: as it is now\n$/,
      ),
    });
    expect(programOf(task).artifacts).toEqual([
      expect.objectContaining({ key: "code", mode: "input", hash: program.archive?.hash }),
    ]);
    await using connection = await connect({ ...server.credentials, env: {} });
    const again = await Task.create({ project: "remote", name: "again", program: programOf(task) }, { connection });
    expect((await runAsAgent(server, again.id, again.record.script ?? {})).exitCode).toBe(0);
    const copy = await (await Task.get({ id: task.id }, { connection })).clone();
    expect(programOf(copy)).toEqual(programOf(task));
  });

  test("an error names the place in the sources", async () => {
    const folder = await folderWith({
      "main.ts": "import { fail } from './fail.ts';\nfail(new URL('./data.txt', import.meta.url));\n",
      "fail.ts":
        "interface Reason { text: string }\n\n\nexport function fail(_: URL): void {\n  throw new Error('no');\n}\n",
      "data.txt": "",
    });
    const { exitCode, output } = await run(await bundleProgram({ entry: join(folder, "main.ts") }));
    expect(exitCode).toBe(1);
    expect(output).toContain("fail.ts:5:9");
  });

  test("a program whose archive was changed does not run", async () => {
    const folder = await folderWith({
      "main.ts": "console.log('ran', new URL('./data.txt', import.meta.url).protocol);",
      "data.txt": "",
    });
    const program = await bundleProgram({ entry: join(folder, "main.ts") });
    await using connection = await connect({ ...server.credentials, env: {} });
    const task = await Task.create({ project: "remote", name: "changed", program }, { connection });
    const [code] = programOf(task).artifacts;
    await connection.storage.upload(new TextEncoder().encode("other"), code?.uri ?? "");
    const { exitCode, output } = await runAsAgent(server, task.id, task.record.script ?? {});
    expect(exitCode).toBe(1);
    expect(output).toContain(`not ${program.archive?.hash}`);
  });
});

test("packages with compiled code, and those that look beside themselves, are left to npm in their exact version", async () => {
  const folder = await folderWith({
    "main.ts":
      "import 'compiled'; import 'broken'; import 'beside'; import 'plain'; import './node_modules/by-path/index.js';",
    "node_modules/compiled/package.json": JSON.stringify({
      version: "1.0.1",
      optionalDependencies: { "@compiled/linux-x64-gnu": "1.0.1" },
    }),
    "node_modules/compiled/index.js": "",
    "node_modules/by-path/package.json": JSON.stringify({ version: "1.0.5" }),
    "node_modules/by-path/index.js": "exports.path = __dirname;",
    "node_modules/broken/package.json": JSON.stringify({ version: "1.0.2" }),
    "node_modules/broken/index.js": "require('./engine.node'); require('not-there');",
    "node_modules/broken/engine.node": "",
    "node_modules/beside/package.json": JSON.stringify({ name: "behind-alias", version: "1.0.3" }),
    "node_modules/beside/index.js": "exports.path = __dirname;",
    "node_modules/plain/package.json": JSON.stringify({ version: "1.0.4" }),
    "node_modules/plain/index.js": "exports.plain = true;",
  });
  const packages = ["private@git+https://me:secret@example.com/private.git"];
  const { archive } = await bundleProgram({ entry: join(folder, "main.ts") }, { packages });
  await writeFile(join(folder, "code.zip"), archive?.bytes ?? "");
  await extractZip(join(folder, "code.zip"), join(folder, "code"));
  expect(JSON.parse(await readFile(join(folder, "code/package.json"), "utf8"))).toMatchObject({
    dependencies: {
      beside: "npm:behind-alias@1.0.3",
      broken: "1.0.2",
      compiled: "1.0.1",
      private: "git+https://example.com/private.git",
    },
  });
});

test("the same program is the same archive", async () => {
  const files = { "main.ts": "new URL('./data.txt', import.meta.url);", "data.txt": "data" };
  const [one, other] = await Promise.all(
    [await folderWith(files), await folderWith(files)].map((folder) =>
      bundleProgram({ entry: join(folder, "main.ts") }),
    ),
  );
  expect(one?.archive?.hash).toBe(other?.archive?.hash);
});

test("a file that looks as if it kept secrets stops the program", async () => {
  const folder = await folderWith({ "main.ts": "", "data/.env": "PASSWORD=x", "data/table.csv": "" });
  const bundled = bundleProgram({ entry: join(folder, "main.ts") }, { files: ["data"] });
  await expect(bundled).rejects.toThrow(SecretFileError);
  await expect(bundled).rejects.toMatchObject({ file: join(folder, "data/.env") });
});

test.each([
  ["cannot be found", { entry: "absent.ts" }, {}, "is not there"],
  [
    "does not compile",
    { source: "import './absent.ts'", resolveDir: "." },
    {},
    'cannot be bundled: Could not resolve "./absent.ts"',
  ],
  [
    "wants a package that is nowhere",
    { source: "", resolveDir: "." },
    { packages: ["absent-package"] },
    "absent-package@1.2.3",
  ],
  ["wants a file that is not below it", { source: "", resolveDir: "." }, { files: ["../.."] }, "does not lie below"],
  ["wants a file that is not there", { source: "", resolveDir: "." }, { files: ["absent"] }, "which is not there"],
])("a program that %s is refused", async (_, entry, options, message) => {
  const bundled = bundleProgram(entry, options);
  await expect(bundled).rejects.toThrow(ProgramError);
  await expect(bundled).rejects.toThrow(message);
});
