import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { ClearMLError } from "@clearml-ts/protocol";
import { say } from "./language/say.ts";

/** Thrown when no password was typed in, or not the same one twice. */
export class PasswordInputError extends ClearMLError {
  override name = "PasswordInputError";
}

/** The streams that a password is typed into and asked for on. */
export interface PasswordPrompt {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

/**
 * Reads a new password: from a terminal, asked for twice and not shown, or else the first line of what is piped in.
 *
 * @throws {@link PasswordInputError} when there is none, or the two differ.
 */
export async function readPassword(prompt: PasswordPrompt): Promise<string> {
  if (!prompt.input.isTTY) {
    return readLine(prompt.input, new Nowhere());
  }
  const password = await readSecret(say`Password: `, prompt);
  if ((await readSecret(say`Again: `, prompt)) === password) {
    return password;
  }
  throw new PasswordInputError("The two passwords differ. Nothing was changed.");
}

/** Asks a terminal for one line, and does not show it. */
export async function readSecret(question: string, { input, output }: PasswordPrompt): Promise<string> {
  output.write(question);
  try {
    return await readLine(input, new Nowhere(), true);
  } finally {
    output.write("\n");
  }
}

function readLine(input: NodeJS.ReadableStream, echo: Writable, terminal = false): Promise<string> {
  const lines = createInterface({ input, output: echo, terminal });
  return new Promise<string>((resolve, reject) => {
    lines.once("line", resolve);
    // A terminal in this mode sends Ctrl-C as a character.
    lines.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
    lines.once("close", () => reject(new PasswordInputError("No password was given. Type it in, or pipe it in.")));
  }).finally(() => lines.close());
}

/** Takes what the terminal would show. */
class Nowhere extends Writable {
  override _write(_chunk: unknown, _encoding: BufferEncoding, done: () => void): void {
    done();
  }
}
