import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import type { PasswordPrompt } from "../read-password.ts";

/** Reads what is pasted into a terminal up to the brace that closes it, or up to an empty line; all of it where it is piped in. */
export async function readBlock({ input }: Pick<PasswordPrompt, "input">): Promise<string> {
  if (!input.isTTY) {
    return await text(input);
  }
  const lines = createInterface({ input });
  let block = "";
  for await (const line of lines) {
    block += `${line}\n`;
    if (line.trim() === "" || isWhole(block)) {
      break;
    }
  }
  lines.close();
  return block;
}

/** Whether every brace that was opened is closed. */
function isWhole(block: string): boolean {
  const opened = block.split("{").length;
  return opened > 1 && opened === block.split("}").length;
}

/** Asks one question, for the settings that were not pasted. */
export function ask(question: string, { input, output }: PasswordPrompt): Promise<string> {
  const lines = createInterface({ input, output, terminal: false });
  return new Promise<string>((resolve) => {
    lines.once("close", () => resolve(""));
    lines.question(question, resolve);
  }).finally(() => lines.close());
}
