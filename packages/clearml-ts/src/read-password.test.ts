import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { PasswordInputError, readPassword } from "./read-password.ts";

/** A terminal in which these lines are typed, each as soon as it is asked for; `shown` is what stands on it. */
function terminal(...typed: string[]) {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const output = new PassThrough();
  let shown = "";
  output.on("data", (chunk) => {
    shown += chunk;
    if (!String(chunk).endsWith(": ")) {
      return;
    }
    const line = typed.shift();
    if (line === undefined) {
      input.end();
    } else {
      input.write(`${line}\r`);
    }
  });
  return { input, output, shown: () => shown };
}

test("in a terminal it is asked for twice, and not shown", async () => {
  const { shown, ...prompt } = terminal("correct horse", "correct horse");

  expect(await readPassword(prompt)).toBe("correct horse");
  expect(shown()).toBe("Password: \nAgain: \n");
});

test("two that differ are none, and neither is an end of the input", async () => {
  await expect(readPassword(terminal("correct horse", "corect horse"))).rejects.toThrow(PasswordInputError);
  await expect(readPassword(terminal())).rejects.toThrow(/No password was given/);
});

test("what is piped in is read to the end of its first line, and nothing is asked", async () => {
  const piped = async (...chunks: string[]) => {
    const input = new PassThrough();
    for (const chunk of chunks) {
      input.write(chunk);
    }
    input.end();
    const output = new PassThrough();
    const password = await readPassword({ input, output });
    output.end();
    return [password, await text(output)];
  };

  expect(await piped("correct ", "horse\n", "more\n")).toEqual(["correct horse", ""]);
  expect(await piped("no end of line")).toEqual(["no end of line", ""]);
  await expect(piped()).rejects.toThrow(PasswordInputError);
});
