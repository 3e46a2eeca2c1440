import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forgeOf } from "../repository/forge.ts";
import { root } from "../root.ts";
import { packPublicPackages, type Tarball } from "./tarballs.ts";

/** An empty project of a user, with every public package installed from its tarball. */
let project: string;
let tarballs: Tarball[];

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "clearml-ts-user-"));
  tarballs = packPublicPackages(root, join(project, "tarballs"));
  const fromTarballs = Object.fromEntries(tarballs.map(({ name, path }) => [name, `file:${path}`]));
  writeFileSync(
    join(project, "package.json"),
    JSON.stringify({
      name: "user",
      private: true,
      type: "module",
      dependencies: fromTarballs,
      overrides: fromTarballs,
    }),
  );
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: project, stdio: "pipe" });
}, 600_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

function node(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: project, encoding: "utf8" });
  // A compiler says on stdout why it fails.
  expect(status, stdout + stderr).toBe(0);
  return stdout;
}

interface Manifest {
  name: string;
  keywords: string[];
  repository: { url: string; directory: string };
  engines: { node: string };
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

const publicNames = [
  "@clearml-ts/agent",
  "@clearml-ts/archive",
  "@clearml-ts/automation",
  "@clearml-ts/client",
  "@clearml-ts/datasets",
  "@clearml-ts/models",
  "@clearml-ts/pipeline",
  "@clearml-ts/protocol",
  "@clearml-ts/server",
  "@clearml-ts/storage",
  "@clearml-ts/tasks",
  "clearml-ts",
];

test("every public package is packed", () => {
  expect(tarballs.map(({ name }) => name).sort()).toEqual(publicNames);
});

describe.each(publicNames)("%s from its tarball", (name) => {
  test("is imported", () => {
    const script = `import * as it from ${JSON.stringify(name)}; console.log(Object.keys(it).length)`;
    expect(Number(node("--input-type=module", "-e", script))).toBeGreaterThan(0);
  });

  test("is required", () => {
    const script = `console.log(Object.keys(require(${JSON.stringify(name)})).length)`;
    expect(Number(node("--input-type=commonjs", "-e", script))).toBeGreaterThan(0);
  });

  test("says where it comes from and on which Node it runs", () => {
    const manifest = readManifest(join(project, "node_modules", name));
    const { repository, engines } = readManifest(root);
    const { directory } = manifest.repository;
    const page = `${forgeOf(repository.url)}/tree/main/${directory}#readme`;

    expect(manifest).toMatchObject({ homepage: page, engines, license: "Apache-2.0", sideEffects: expect.anything() });
    expect(manifest).toMatchObject({ bugs: `${forgeOf(repository.url)}/issues`, repository: { url: repository.url } });
    expect(manifest.keywords).toContain("clearml");
    expect(readManifest(join(root, directory)).name).toBe(name);
    expect(existsSync(join(project, "node_modules", name, "LICENSE"))).toBe(true);
  });

  test("links from its README to pages that are there, wherever it is shown", () => {
    const { repository } = readManifest(root);
    const readme = readFileSync(join(project, "node_modules", name, "README.md"), "utf8");
    const links = [...readme.matchAll(/\]\(([^)#\s]*)[^)]*\)/g)]
      .map(([, link = ""]) => link)
      .filter((link) => link !== "");
    const ours = new RegExp(`^${forgeOf(repository.url)}/(?:blob|tree)/main/(.*)$`);
    const missing = links.flatMap((link) => ours.exec(link)?.[1] ?? []).filter((path) => !existsSync(join(root, path)));

    expect(links.filter((link) => !link.startsWith("https://"))).toEqual([]);
    expect(missing).toEqual([]);
  });
});

test.each([
  { moduleResolution: "node16", module: "node16" },
  { moduleResolution: "bundler", module: "esnext" },
])(
  "types resolve under $moduleResolution",
  ({ moduleResolution, module }) => {
    const folder = join(project, moduleResolution);
    mkdirSync(folder, { recursive: true });
    const imports = publicNames.map((name, index) => `import * as it${index} from ${JSON.stringify(name)};`);
    const uses = publicNames.map((_, index) => `type Keys${index} = keyof typeof it${index};`);
    const proof = publicNames.map(
      (_, index) => `export const proof${index}: [Keys${index}] extends [never] ? never : true = true;`,
    );
    writeFileSync(join(folder, "user.ts"), [...imports, ...uses, ...proof].join("\n"));
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({
        compilerOptions: {
          module,
          moduleResolution,
          target: "es2022",
          lib: ["ES2022", "ESNext.Disposable", "DOM"],
          strict: true,
          noEmit: true,
          // Our own declarations are checked, not skipped: a user's compiler may do so too.
          skipLibCheck: false,
          typeRoots: [join(root, "node_modules/@types")],
          types: ["node"],
        },
        files: ["user.ts"],
      }),
    );
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    expect(node(tsc, "-p", folder)).toBe("");
  },
  600_000,
);

test("the command is installed and says what it can do", () => {
  const help = execFileSync(join(project, "node_modules/.bin/clearml-ts"), ["--help"], { encoding: "utf8" });
  expect(help).toContain("server");
});

describe("a program that a bundler made CommonJS of", () => {
  /** Bundles a program with all packages in it, and runs it. */
  async function runBundled(name: string, contents: string): Promise<string> {
    const outfile = join(project, name);
    await build({
      stdin: { contents, resolveDir: project },
      bundle: true,
      platform: "node",
      format: "cjs",
      logLevel: "error",
      outfile,
    });
    return node(outfile);
  }

  /** Runs statements in such a program, which has a server, a connection and the pipeline of `steps.mjs`. */
  async function runWithSteps(name: string, statements: string): Promise<string> {
    writeFileSync(
      join(project, "steps.mjs"),
      `import { component, pipeline } from "clearml-ts";
      const square = component({ name: "square", run: ({ x }) => ({ y: x * x, pid: process.pid }) });
      export const squares = pipeline({ name: "squares", project: "Bundled" }, ({ x }) => square({ x }));`,
    );
    return await runBundled(
      name,
      `import { childProcessRunner, connect, queueRunner, startServer } from "clearml-ts";
      import { squares } from "./steps.mjs";
      async function main() {
        const server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
        const connection = await connect({ ...server.credentials, env: {} });
        ${statements}
        await connection.close();
        await server.close();
      }
      main();`,
    );
  }

  test("starts a server with its page", async () => {
    const printed = await runBundled(
      "bundled.cjs",
      `import { startServer } from "clearml-ts";
      const ports = { apiPort: 0, webPort: 0, filesPort: 0 };
      startServer({ database: ":memory:", ...ports }).then(async (server) => {
        const page = await fetch(server.urls.web);
        console.log(page.status, page.headers.get("content-type"));
        await server.close();
      });`,
    );
    expect(printed).toBe("200 text/html; charset=utf-8\n");
  });

  test("runs steps in child processes by an entry, and fails without one", async () => {
    const printed = await runWithSteps(
      "children.cjs",
      `const run = (entry) => squares.run({ x: 3 }, { connection, runner: childProcessRunner({ entry }) });
      const error = await run(undefined).catch((reason) => reason);
      const { result } = await run("steps.mjs");
      console.log(error.cause.name, /\`entry\`/.test(error.message), result.y, result.pid !== process.pid);`,
    );
    expect(printed).toContain("PipelineDefinitionError true 9 true\n");
  });

  test("sends steps to queues by an entry, and fails without one", async () => {
    // Users install it who send programs away.
    symlinkSync(
      dirname(createRequire(import.meta.url).resolve("esbuild/package.json")),
      join(project, "node_modules/esbuild"),
    );
    const printed = await runWithSteps(
      "queues.cjs",
      `const { queues, tasks } = connection.services;
      const { id: queue } = await queues.create({ name: "bundled" });
      const stop = new AbortController();
      const run = (entry) =>
        squares.run({ x: 3 }, { connection, signal: stop.signal, runner: queueRunner({ queue: "bundled", entry }) });
      const error = await run(undefined).catch((reason) => reason);
      const running = run("steps.mjs").catch((reason) => reason);
      let entries = [];
      while (entries.length === 0) {
        ({ queue: { entries } } = await queues.getById({ queue }));
      }
      const { task } = await tasks.getById({ task: entries[0].task });
      console.log(error.cause.name, /\`entry\`/.test(error.message), task.script.diff.includes("artifact"));
      stop.abort();
      await running;`,
    );
    expect(printed).toContain("PipelineDefinitionError true true\n");
  });
});
