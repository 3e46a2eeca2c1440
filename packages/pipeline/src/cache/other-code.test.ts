import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startServer } from "@clearml-ts/server";
import { expect, test } from "vitest";
import type { CacheDecision } from "../steps/step-report.ts";

const execute = promisify(execFile);
const packages = fileURLToPath(new URL("../../../", import.meta.url));
const tsx = import.meta.resolve("tsx");

/** A program of several files that runs one cached component and prints its result and what the cache decided. */
const program: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify({ name: "survey", type: "module" }),
  "main.ts": `
    import { connect } from "@clearml-ts/client";
    import { pipeline } from "@clearml-ts/pipeline";
    import { buildFeatures } from "./steps/build-features.ts";
    const credentials = JSON.parse(process.env.SERVER ?? "");
    const connection = await connect({ ...credentials, cacheDir: import.meta.dirname + "/cache" });
    const flow = pipeline({ name: "survey", project: "Comfort" }, () => buildFeatures({ rows: 3 }));
    const { result, steps } = await flow.run({}, { connection, console: false });
    console.log(JSON.stringify({ result, cache: steps.buildFeatures.cache }));
    await connection.close();
  `,
  "steps/build-features.ts": `
    import { component } from "@clearml-ts/pipeline";
    import { derive } from "../features/derive.js";
    export const buildFeatures = component({
      name: "buildFeatures",
      cache: true,
      run: ({ rows }: { rows: number }) => ({ columns: derive(rows) }),
    });
  `,
  // TypeScript's own way to name a sibling: the file that it is compiled to.
  "features/derive.ts": `
    import { columns } from "./columns.ts";
    export const derive = (rows: number) => [...columns, "rows " + rows];
  `,
  "features/columns.ts": `export const columns: string[] = ["ta"];`,
  "notes.ts": `export const notes = "nobody imports this";`,
};

interface Answer {
  result: { columns: string[] };
  cache: CacheDecision;
}

/** A server that programs in folders of their own run against, each in its own process. */
async function openPrograms() {
  const folder = await mkdtemp(join(tmpdir(), "clearml-code-"));
  const server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
  const env = { PATH: process.env["PATH"], SERVER: JSON.stringify(server.credentials) };
  let count = 0;
  return {
    /** Writes the program with changes into a new folder. */
    async write(changes: Readonly<Record<string, string>> = {}): Promise<string> {
      count += 1;
      const root = join(folder, `checkout ${count}`);
      for (const [name, text] of Object.entries({ ...program, ...changes })) {
        await mkdir(dirname(join(root, name)), { recursive: true });
        await writeFile(join(root, name), text);
      }
      await mkdir(join(root, "node_modules/@clearml-ts"), { recursive: true });
      for (const name of ["client", "pipeline"]) {
        await symlink(join(packages, name), join(root, "node_modules/@clearml-ts", name));
      }
      return root;
    },
    async run(root: string): Promise<Answer> {
      const flags = ["--conditions=@clearml-ts/source", "--import", tsx];
      const { stdout } = await execute(process.execPath, [...flags, join(root, "main.ts")], { cwd: root, env });
      return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Answer;
    },
    async [Symbol.asyncDispose]() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

test("a step is not taken from the cache when a file behind its component has changed", async () => {
  await using programs = await openPrograms();
  const first = await programs.run(await programs.write());
  expect(first.result.columns).toEqual(["ta", "rows 3"]);

  const same = await programs.run(await programs.write({ "notes.ts": `export const notes = "other";` }));
  expect(same.cache).toMatchObject({ hit: true, reason: expect.stringContaining("3 modules") });

  const changed = await programs.write({ "features/columns.ts": `export const columns: string[] = ["ta", "rh"];` });
  const second = await programs.run(changed);
  expect(second.result.columns).toEqual(["ta", "rh", "rows 3"]);
  expect(second.cache).toMatchObject({ hit: false, changed: ["module features/columns.ts"] });
});

test("a component that is made by a function of another file counts with the files of both", async () => {
  await using programs = await openPrograms();
  const factory = {
    "lib/cached.ts": `
      import { component } from "@clearml-ts/pipeline";
      export const cached = (name: string, run: (input: { rows: number }) => { columns: string[] }) =>
        component({ name, cache: true, run });
    `,
    "steps/build-features.ts": `
      import { cached } from "../lib/cached.ts";
      import { derive } from "../features/derive.ts";
      export const buildFeatures = cached("buildFeatures", ({ rows }) => ({ columns: derive(rows) }));
    `,
  };
  await programs.run(await programs.write(factory));
  const columns = `export const columns: string[] = [];`;
  const second = await programs.run(await programs.write({ ...factory, "features/columns.ts": columns }));
  expect(second.cache).toMatchObject({ hit: false, changed: ["module features/columns.ts"] });
});

test("packages count by their versions, and linked ones by their files", async () => {
  await using programs = await openPrograms();
  const uses = {
    "features/columns.ts": `import { a } from "installed"; import { b } from "linked"; export const columns = [a, b];`,
  };
  const add = async (root: string, { version = "1.0.0", b = "b" } = {}) => {
    const modules = join(root, "node_modules");
    for (const [name, text] of [
      ["installed", `export const a = "a";`] as const,
      ["linked", `export const b = "${b}";`] as const,
    ]) {
      await mkdir(join(modules, name));
      await writeFile(join(modules, name, "index.js"), text);
      const type = { name, version, type: "module", exports: "./index.js" };
      await writeFile(
        join(modules, name, "package.json"),
        JSON.stringify(name === "linked" ? { ...type, version: "1.0.0" } : type),
      );
    }
    await cp(join(modules, "linked"), join(root, "packages/linked"), { recursive: true });
    await rm(join(modules, "linked"), { recursive: true });
    await symlink(join(root, "packages/linked"), join(modules, "linked"));
    return root;
  };
  await programs.run(await add(await programs.write(uses)));
  expect((await programs.run(await add(await programs.write(uses)))).cache.hit).toBe(true);
  const newer = await programs.run(await add(await programs.write(uses), { version: "1.0.1" }));
  expect(newer.cache).toMatchObject({ changed: ["package installed"] });
  const other = await programs.run(await add(await programs.write(uses), { version: "1.0.1", b: "c" }));
  expect(other.cache).toMatchObject({ changed: ["package linked"] });
  expect(other.result.columns).toEqual(["a", "c", "rows 3"]);
});

test("a declared version stands for the code, whatever the files say", async () => {
  await using programs = await openPrograms();
  const declared = (version: string) => ({
    "steps/build-features.ts":
      program["steps/build-features.ts"]?.replace("cache: true,", `cache: true, version: "${version}",`) ?? "",
  });
  const columns = { "features/columns.ts": `export const columns: string[] = ["other"];` };
  await programs.run(await programs.write(declared("1")));
  const second = await programs.run(await programs.write({ ...declared("1"), ...columns }));
  expect(second.cache).toMatchObject({ hit: true, reason: expect.stringContaining('declared version "1"') });
  const third = await programs.run(await programs.write({ ...declared("2"), ...columns }));
  expect(third.cache).toMatchObject({ hit: false, changed: ["version"] });
});

test("a file that was edited after the program had loaded it makes no cache entry", async () => {
  await using programs = await openPrograms();
  const main = program["main.ts"]?.replace(
    "const flow",
    `await new Promise((done) => setTimeout(done, 50));
     (await import("node:fs")).writeFileSync(import.meta.dirname + "/features/columns.ts", 'export const columns: string[] = ["new"];');
     const flow`,
  );
  const root = await programs.write({ "main.ts": main ?? "" });
  const first = await programs.run(root);
  expect(first.cache).toMatchObject({ hit: false, reason: expect.stringContaining("features/columns.ts") });
  const second = await programs.run(
    await programs.write({ "features/columns.ts": `export const columns: string[] = ["new"];` }),
  );
  expect(second).toMatchObject({ cache: { hit: false }, result: { columns: ["new", "rows 3"] } });
});
