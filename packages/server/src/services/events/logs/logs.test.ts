import { expect, test } from "vitest";
import { basic } from "../../../fixtures/server.fixture.ts";
import { line, startEventBench } from "../events.fixture.ts";

interface LogPage {
  events: { msg: string }[];
  returned: number;
  total: number;
  scroll_id?: string;
}

const messages = ({ events }: LogPage) => events.map(({ msg }) => msg).join("");

async function benchWithLines() {
  const bench = await startEventBench();
  // Reported in the wrong order, two of them in the same millisecond.
  await bench.report(line(3000, "d"), line(1000, "a"), line(2000, "b"), line(2000, "c"), line(4000, "e"));
  return bench;
}

test("a page of console output ends with all lines of its last millisecond", async () => {
  await using bench = await benchWithLines();
  const read = (body: object) => bench.read<LogPage>("events.get_task_log", { task: bench.task, ...body });

  const newest = await read({ batch_size: 3 });
  expect(newest).toMatchObject({ returned: 4, total: 5 });
  expect(messages(newest)).toBe("edcb");
  expect(messages(await read({ batch_size: 3, from_timestamp: 2000 }))).toBe("a");
  expect(messages(await read({ batch_size: 2, navigate_earlier: false }))).toBe("abc");
  expect(messages(await read({ navigate_earlier: false, from_timestamp: 2000 }))).toBe("de");
  expect(messages(await read({ from_timestamp: 0 }))).toBe("edcba");
});

test("the order asked for changes how a page is shown, not which one it is", async () => {
  await using bench = await benchWithLines();
  const read = (body: object) =>
    bench.read<LogPage>("events.get_task_log", { task: bench.task, batch_size: 2, ...body });
  expect(messages(await read({ order: "asc" }))).toBe("de");
  expect(messages(await read({ order: "desc", navigate_earlier: false }))).toBe("cba");
  expect((await bench.refusal("events.get_task_log", { task: bench.task, order: "random" })).result).toBe("400/12");
});

test("lines can be limited to some metrics", async () => {
  await using bench = await startEventBench();
  await bench.report(line(1, "a"), line(2, "b", { metric: "stderr" }));
  const body = { task: bench.task, metrics: [{ metric: "stderr" }] };
  expect(await bench.read("events.get_task_log", body)).toMatchObject({
    events: [{ msg: "b" }],
    returned: 1,
    total: 1,
  });
});

test("older clients scroll from either end until FFFF", async () => {
  await using bench = await benchWithLines();
  const read = (version: string, body: object) =>
    bench.read<LogPage>(`v${version}/events.get_task_log`, { task: bench.task, batch_size: 2, ...body });

  const seen: string[] = [];
  let page = await read("1.7", { from: "tail", order: "asc" });
  for (; page.returned > 0; page = await read("1.7", { scroll_id: page.scroll_id, from: "tail", order: "asc" })) {
    seen.push(messages(page));
  }
  expect(seen).toEqual(["de", "bc", "a"]);
  expect(page.scroll_id).toBe("FFFF");
  expect(await read("1.7", { scroll_id: "FFFF" })).toMatchObject({ returned: 0, scroll_id: "FFFF" });

  expect(messages(await read("1.7", { order: "asc" }))).toBe("ab");
  expect(messages(await read("1.0", {}))).toBe("ed");
  const refused = await bench.refusal("v1.7/events.get_task_log", { task: bench.task, scroll_id: "made up" });
  expect(refused.result).toBe("400/1104");
});

test("a log is downloaded as JSON lines or as text in a given format", async () => {
  await using bench = await benchWithLines();
  const { server, task } = bench;
  const download = (query: Record<string, string>) =>
    server.fetch(`${server.urls.api}/events.download_task_log?${new URLSearchParams({ task, ...query })}`, {
      headers: basic(server.credentials),
    });

  const json = await download({});
  expect(json.headers.get("content-disposition")).toBe(`attachment; filename=task_${task}.log`);
  expect(json.headers.get("content-type")).toContain("text/plain");
  const [first = ""] = (await json.text()).split("\n");
  expect(JSON.parse(first)).toMatchObject({ asctime: 1000, level: "info", msg: "a", worker: "<unknown>" });

  const text = await download({ line_type: "text", line_format: "{{{asctime}}} {level}: {msg}" });
  expect(await text.text()).toBe(
    ["{1000} info: a", "{2000} info: b", "{2000} info: c", "{3000} info: d", "{4000} info: e", ""].join("\n"),
  );
  expect(await (await download({ line_type: "JSON" })).text()).toBe(await (await download({})).text());
  expect(await (await download({ line_type: "csv", line_format: "{msg}" })).text()).toBe(
    await (await download({ line_type: "text", line_format: "{msg}" })).text(),
  );
  expect((await download({ line_type: "text", line_format: "{secret}" })).status).toBe(400);
  expect((await download({ line_type: "text", line_format: "{msg" })).status).toBe(400);
});

test("a long log is downloaded to its end", async () => {
  await using bench = await startEventBench();
  await bench.report(...Array.from({ length: 2500 }, (_, index) => line(index + 1, `${index}`)));
  const { server, task } = bench;
  const query = new URLSearchParams({ task, line_type: "text", line_format: "{msg}" });
  const response = await server.fetch(`${server.urls.api}/events.download_task_log?${query}`, {
    headers: basic(server.credentials),
  });
  expect((await response.text()).split("\n")).toHaveLength(2501);
});
