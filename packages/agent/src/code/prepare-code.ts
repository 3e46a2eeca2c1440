import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { ScriptRecord } from "@clearml-ts/protocol";
import { type CheckoutOptions, checkOut } from "./git-checkout.ts";
import { type ProgramForm, programForm } from "./program-form.ts";

/** A program in its place, ready to be started. */
export interface PreparedCode {
  readonly form: ProgramForm;
  /** Where it is started. */
  readonly cwd: string;
  /** The commit that was checked out, where there is a repository. */
  readonly commit?: string;
}

/** How code is prepared. */
export interface PrepareOptions extends Omit<CheckoutOptions, "folder" | "patch"> {
  /** The workspace of one slot; what earlier tasks left in it is removed. */
  readonly workspace: string;
}

/**
 * Puts the code of a task into a workspace: a repository with its changes, or the program that the task carries.
 *
 * @throws {@link UnrunnableTaskError} when the repository or the changes cannot be had.
 */
export async function prepareCode(script: ScriptRecord, options: PrepareOptions): Promise<PreparedCode> {
  const { workspace, ...checkout } = options;
  const form = programForm(script);
  await rm(workspace, { recursive: true, force: true });
  await mkdir(workspace, { recursive: true });
  let root = join(workspace, "code");
  let commit: string | undefined;
  if (script.repository) {
    root = join(workspace, basename(script.repository, ".git") || "repository");
    commit = await checkOut(script, { ...checkout, folder: root, patch: form.patch });
  }
  const cwd = join(root, form.folder);
  await mkdir(cwd, { recursive: true });
  const file = form.file && join(cwd, form.file.name);
  // One that the repository holds is kept, as the official agent keeps it.
  if (file !== undefined && !existsSync(file)) {
    await writeFile(file, form.file?.text ?? "");
  }
  return { form, cwd, ...(commit !== undefined && { commit }) };
}
