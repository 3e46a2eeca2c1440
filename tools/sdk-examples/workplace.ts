import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { clearmlVariables, type ServerAddress } from "../../tests/interop/fixtures/clearml-server.ts";

/** Where the public SDK is; its tasks record this as their repository. */
export const sdkRepository = "https://github.com/clearml/clearml.git";

/** The folders, the interpreter and the server of a workplace. */
export interface WorkplaceParts {
  /** An empty folder for all of it. */
  folder: string;
  /** A checkout of the public SDK; it is copied, not touched. */
  checkout: string;
  /** The interpreter with the SDK. */
  python: string;
  server: ServerAddress;
}

/** A machine as far as programs see it: a home folder, a clone of the SDK, and the variables that lead to a server. */
export class Workplace {
  readonly python: string;
  readonly commit: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly #clone: string;

  constructor({ folder, checkout, python, server }: WorkplaceParts) {
    const [home, temporary] = [join(folder, "home"), join(folder, "tmp")];
    for (const each of [home, temporary]) {
      mkdirSync(each);
    }
    this.python = python;
    this.#clone = join(folder, "clearml");
    const git = (...args: string[]) => execFileSync("git", args, { encoding: "utf8", stdio: "pipe" }).trim();
    git("clone", "--quiet", checkout, this.#clone);
    git("-C", this.#clone, "remote", "set-url", "origin", sdkRepository);
    this.commit = git("-C", this.#clone, "rev-parse", "HEAD");
    this.environment = {
      PATH: `${dirname(python)}:${process.env["PATH"]}`,
      HOME: home,
      TMPDIR: temporary,
      PYTHONUNBUFFERED: "1",
      CLEARML_SUPPRESS_UPDATE_MESSAGE: "1",
      ...clearmlVariables(server),
    };
    const config = join(folder, "agent.gitconfig");
    writeFileSync(config, `[url "${checkout}"]\n\tinsteadOf = ${sdkRepository}\n[safe]\n\tdirectory = *\n`);
    const settings = join(folder, "agent.conf");
    // One layout of the cache for all: the agent's defaults would give its tasks another.
    writeFileSync(settings, "sdk.storage.cache.disk_space_file_size_strategy.enabled: false\n");
    this.agentEnvironment = {
      ...this.environment,
      CLEARML_CONFIG_FILE: settings,
      // The agent clones the public repository; it gets the same commits from the checkout.
      GIT_CONFIG_GLOBAL: config,
      // It uses the examples' environment, instead of making one for every task.
      CLEARML_AGENT_SKIP_PYTHON_ENV_INSTALL: "1",
      CLEARML_AGENT_QUEUE_POLL_FREQ_SEC: "1",
    };
  }

  /** Variables that an agent gets besides. */
  readonly agentEnvironment: NodeJS.ProcessEnv;

  /** A file below `examples/`. */
  example(path: string): string {
    return join(this.#clone, "examples", path);
  }

  /** Paths of all scripts and notebooks below `examples/`. */
  scripts(): string[] {
    const list = execFileSync("git", ["-C", this.#clone, "ls-files", "examples/*.py", "examples/*.ipynb"], {
      encoding: "utf8",
    });
    return list
      .trimEnd()
      .split("\n")
      .map((path) => path.replace("examples/", ""));
  }
}
