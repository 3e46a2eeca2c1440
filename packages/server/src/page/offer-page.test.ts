import { PassThrough } from "node:stream";
import { expect, test, vi } from "vitest";
import { offerPage } from "./offer-page.ts";

/** A busy machine may take longer than the second that is the default. */
const PATIENCE = { timeout: 60_000 };

/** An offer on an input that is a terminal or not, and all that came of it. */
function offer(isTTY: boolean) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const [opened, said]: [string[], string[]] = [[], []];
  const ended = new AbortController();
  const open = async (address: string) => {
    opened.push(address);
    return opened.length === 1;
  };
  offerPage("http://127.0.0.1:8080", {
    signal: ended.signal,
    input: input as unknown as NodeJS.ReadStream,
    output: { isTTY },
    open,
    say: (line) => said.push(line),
  });
  return { input, opened, said, ended };
}

test("on a terminal Enter opens the page, and where no browser is found the address is said", async () => {
  const { input, opened, said, ended } = offer(true);
  expect(said).toEqual(["Enter opens http://127.0.0.1:8080"]);
  input.write("\n");
  await vi.waitFor(() => expect(opened).toHaveLength(1), PATIENCE);
  input.write("\n");
  await vi.waitFor(() => expect(said).toHaveLength(2), PATIENCE);
  expect(said[1]).toContain("http://127.0.0.1:8080");

  ended.abort();
  expect([input.listenerCount("data"), input.isPaused()]).toEqual([0, true]);
});

test("in a pipe nothing is offered, and nothing is read", () => {
  const { input, said } = offer(false);
  expect([said, input.listenerCount("data")]).toEqual([[], 0]);
});
