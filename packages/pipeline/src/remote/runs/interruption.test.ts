import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const program = fileURLToPath(new URL("interrupted-program.fixture.ts", import.meta.url));

/** Runs the program, and sends SIGINT at each of these lines. */
async function interrupt(way: string, ...lines: string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", "--conditions", "@clearml-ts/source", program, way], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (line === lines[0]) {
      lines.shift();
      child.kill("SIGINT");
    }
  }
  const [code, signal] = await ended;
  return { said, end: signal ?? code };
}

test("a signal stops all work on other machines, and ends the program when the last has stopped", async () => {
  const { said, end } = await interrupt("stops", "second runs");
  expect(said.slice(2)).toEqual([
    "first hears: The program was ended by SIGINT.",
    "second hears: The program was ended by SIGINT.",
    "first has stopped",
    "second has stopped",
  ]);
  expect(end).toBe("SIGINT");
});

test("a second signal ends the program although work goes on", async () => {
  const { said, end } = await interrupt("hangs", "second runs", "first has stopped");
  expect(said).not.toContain("second has stopped");
  expect(end).toBe("SIGINT");
});

test("a program that handles the signal itself decides alone", async () => {
  const { said, end } = await interrupt("handles the signal", "second runs");
  expect(said.slice(2)).toEqual(["handled"]);
  expect(end).toBe(7);
});
