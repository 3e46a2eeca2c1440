import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ScriptRecord } from "@clearml-ts/protocol";
import { UnrunnableTaskError } from "../errors.ts";
import { hideSecrets } from "./hide-secrets.ts";
import { runTool } from "./run-tool.ts";

/** The name and password for repositories on https. */
export interface GitLogin {
  readonly user: string;
  readonly password: string;
}

/** How a repository is checked out. */
export interface CheckoutOptions {
  /** A folder that is not there yet. */
  readonly folder: string;
  /** Changes to apply. @default none */
  readonly patch?: string | undefined;
  readonly login?: GitLogin | undefined;
  readonly env: NodeJS.ProcessEnv;
  /** Told what git prints, without secrets. */
  readonly print: (text: string) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Hands git the login by the environment, so that it is in no address, no list of processes and no file. */
const HELPER = '!f() { echo "username=$CLEARML_AGENT_GIT_USER"; echo "password=$CLEARML_AGENT_GIT_PASS"; }; f';

/**
 * Checks out the commit of a program, or else its tag or branch, with its submodules, and applies changes. Returns the commit.
 *
 * @throws {@link UnrunnableTaskError} when that cannot be done.
 */
export async function checkOut(script: ScriptRecord, options: CheckoutOptions): Promise<string> {
  const { folder, patch, login, env, print, signal } = options;
  const { repository = "", version_num, tag, branch } = script;
  const gitEnv = {
    ...env,
    GIT_TERMINAL_PROMPT: "0",
    ...(login && { CLEARML_AGENT_GIT_USER: login.user, CLEARML_AGENT_GIT_PASS: login.password }),
  };
  const helper = login ? ["-c", "credential.helper=", "-c", `credential.helper=${HELPER}`] : [];
  const git = async (reason: string, ...args: string[]) => {
    const end = await runTool({ command: "git", args: [...helper, ...args], env: gitEnv, signal }).catch((cause) => {
      signal.throwIfAborted();
      throw new UnrunnableTaskError("git is not installed", "The task needs git, which this machine does not have.", {
        cause,
      });
    });
    await print(hideSecrets(end.output));
    if (end.status !== 0) {
      throw new UnrunnableTaskError(reason, `${reason}: ${hideSecrets(repository)}. Push the commit, and let git in.`);
    }
    return end.output.trim();
  };
  const clone = "failed cloning repository";
  await git(clone, "clone", "--quiet", "--no-checkout", repository, folder);
  const wanted = version_num || (tag ? `refs/tags/${tag}` : branch ? `refs/remotes/origin/${branch}` : "HEAD");
  const here = ["-C", folder, "-c", "advice.detachedHead=false"];
  await git(clone, ...here, "checkout", "--quiet", "--detach", wanted, "--");
  await git(clone, ...here, "submodule", "--quiet", "update", "--init", "--recursive");
  if (patch !== undefined) {
    // git refuses a patch whose last line has no end.
    const file = join(folder, ".git", "clearml-agent.patch");
    await writeFile(file, patch.endsWith("\n") ? patch : `${patch}\n`);
    await git("failed applying diff", ...here, "apply", "--whitespace=nowarn", file);
  }
  return (await runTool({ command: "git", args: [...here, "rev-parse", "HEAD"], env: gitEnv, signal })).output.trim();
}
