import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { RunningCommand, run } from "./command.fixture.ts";

const cliPath = fileURLToPath(new URL("cli.ts", import.meta.url));

test("help lists the commands and the options of each", { timeout: 60_000 }, async () => {
  const [help, serverHelp] = await Promise.all([run("--help"), run("server", "--help")]);

  expect(help).toMatchObject({ status: 0, stderr: "" });
  expect(help.stdout).toContain("server");
  expect(serverHelp.status).toBe(0);
  for (const option of ["data-dir", "host", "api-port", "web-port", "files-port", "json"]) {
    expect(serverHelp.stdout).toContain(`--${option}`);
  }
  for (const command of ["backup", "restore", "vacuum", "doctor"]) {
    expect(serverHelp.stdout).toContain(`  ${command} [`);
  }
});

test("the version is that of the package", { timeout: 60_000 }, async () => {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

  expect(await run("--version")).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: "" });
});

test("wrong usage is one line and status 2", { timeout: 60_000 }, async () => {
  const { status, stdout, stderr } = await run("server", "--port", "80");

  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toBe(
    "clearml-ts: unknown option '--port' (Did you mean one of --api-port, --web-port, --files-port?) (--help lists the options)\n",
  );
});

test("help for a command that does not exist names the word, and is wrong usage", { timeout: 60_000 }, async () => {
  const refused = {
    status: 2,
    stdout: "",
    stderr: "clearml-ts: unknown command 'datta' (Did you mean data?) (--help lists the options)\n",
  };

  expect(await run("help", "datta")).toMatchObject(refused);
  expect(await run("datta", "--help")).toMatchObject(refused);
});

test("help reads the words of a command of a group", { timeout: 60_000 }, async () => {
  const [get, miss] = await Promise.all([run("help", "data", "get"), run("--lang", "pt-BR", "help", "data", "gett")]);

  expect(get).toMatchObject({ status: 0, stderr: "" });
  expect(get.stdout).toContain("Usage: clearml-ts data get");
  expect(miss).toMatchObject({ status: 2, stdout: "" });
  expect(miss.stderr).toContain("comando desconhecido 'gett' (Quis dizer get?)");
});

test("--lang pt-BR, wherever it stands, has results said in Portuguese and leaves JSON as it is", {
  timeout: 60_000,
}, async () => {
  const folder = await temporaryFolder();
  const keys = { CLEARML_API_ACCESS_KEY: "key", CLEARML_API_SECRET_KEY: "secret", HOME: folder };
  const init = async (...args: string[]) => {
    await using command = new RunningCommand(
      ["init", "--from-env", "--no-test", "--api-server", "http://127.0.0.1:8008", "--force", ...args],
      keys,
    );
    return await command.end();
  };
  const [result, json] = [await init("--lang", "pt-BR"), await init("--lang=pt-BR", "--json")];

  expect(result).toMatchObject({
    status: 0,
    stdout: `As configurações para http://127.0.0.1:8008 não foram testadas.\n${join(folder, "clearml.conf")} foi escrito.\n`,
  });
  expect(JSON.parse(json.stdout)).toMatchObject({
    file: join(folder, "clearml.conf"),
    apiServer: "http://127.0.0.1:8008",
  });
});

test("bash completes words by the script that is printed", { timeout: 60_000 }, async () => {
  const { stdout: script } = await run("completion", "bash");
  const folder = await temporaryFolder();
  const command = `${process.execPath} --import ${import.meta.resolve("tsx")} --conditions @clearml-ts/source ${cliPath}`;
  await writeFile(join(folder, "clearml-ts"), `#!/bin/sh\nexec ${command} "$@"\n`, { mode: 0o755 });
  const typed = `COMP_WORDS=(clearml-ts server --web); COMP_CWORD=2; _clearml_ts; printf "%s\\n" "\${COMPREPLY[@]}"`;
  const shell = await promisify(execFile)("bash", ["-c", `${script}\n${typed}`], {
    env: { PATH: `${folder}:${process.env["PATH"]}` },
  });

  expect(shell.stdout.trim().split("\n")).toEqual(["--web-port", "--webapp"]);
});

test("nothing to do is wrong usage, and help is shown", { timeout: 60_000 }, async () => {
  const { status, stdout, stderr } = await run();

  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("Usage: clearml-ts");
});

test("no package is loaded before the command that needs it", { timeout: 60_000 }, async () => {
  const folder = await temporaryFolder();
  // Node lists the scripts that a process loaded, for its coverage.
  await using command = new RunningCommand(["--help"], { NODE_V8_COVERAGE: folder });
  await command.end();
  const scripts = readdirSync(folder)
    .flatMap((name) => JSON.parse(readFileSync(join(folder, name), "utf8")).result)
    .map(({ url }: { url: string }) => url);

  expect(scripts).toContainEqual(expect.stringMatching(/packages\/clearml-ts\/src\/cli\.ts$/));
  const packages = scripts.flatMap((url) => /packages\/([^/]+)\/src/.exec(url)?.[1] ?? []);
  expect(new Set(packages)).toEqual(new Set(["clearml-ts", "protocol", "archive"]));
});
