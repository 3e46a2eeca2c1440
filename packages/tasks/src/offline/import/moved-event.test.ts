import { SINGLE_VALUE_ITERATION, type TaskEvent } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { addressesIn, movedEvent } from "./moved-event.ts";
import { keyInStore, pathInSession } from "./session-paths.ts";

const place = { task: "offline-1", metric: "m", variant: "v" };
const sample = "/cache/offline/offline-1/data/demo/name.offline-1/metrics/m/v/a.png";
const stored = new Map([
  [sample, { url: "http://files/demo/name.new/metrics/m/v/a.png", key: "demo/name.new/metrics/m/v/a.png" }],
]);
const move = { to: "new", iterationOffset: 10, stored };

test("iterations move on, and single values have none", () => {
  const scalar: TaskEvent = { ...place, type: "training_stats_scalar", value: 1, iter: 3 };
  expect(movedEvent(scalar, move)).toEqual({ ...scalar, task: "new", iter: 13 });
  const single = { ...scalar, iter: SINGLE_VALUE_ITERATION };
  expect(movedEvent(single, move)).toEqual({ ...single, task: "new" });
  const line: TaskEvent = { type: "log", task: "offline-1", msg: "text" };
  expect(movedEvent(line, move)).toEqual({ ...line, task: "new" });
});

test("samples and the images of plots are shown where they are now", () => {
  const image: TaskEvent = { ...place, type: "training_debug_image", url: sample, key: "demo/name.offline-1/a.png" };
  expect(addressesIn(image)).toEqual([sample]);
  expect(movedEvent(image, move)).toEqual({ ...image, task: "new", ...stored.get(sample) });
  const figure = { data: [], layout: { images: [{ source: sample, x: 0 }, { source: "http://elsewhere/b.png" }] } };
  const plot: TaskEvent = { ...place, type: "plot", plot_str: JSON.stringify(figure) };
  expect(addressesIn(plot)).toEqual([sample, "http://elsewhere/b.png"]);
  expect(JSON.parse((movedEvent(plot, move) as typeof plot).plot_str)).toEqual({
    data: [],
    layout: { images: [{ source: stored.get(sample)?.url, x: 0 }, { source: "http://elsewhere/b.png" }] },
  });
});

test.each(['{"layout": {"images": 5}}', '{"layout": {"images": [null, {}]}}', '{"images": cut', '["images"]'])(
  "the figure %s stays as it is",
  (plot_str) => {
    const plot: TaskEvent = { ...place, type: "plot", plot_str };
    expect(addressesIn(plot)).toEqual([]);
    expect(movedEvent(plot, move)).toMatchObject({ plot_str });
  },
);

test.each([
  ["/s", "/s/data/a/b.txt", "data/a/b.txt"],
  ["/s/", "/s/models/w.bin", "models/w.bin"],
  ["/s", "/sibling/data/a", undefined],
  ["/s", "http://files/a", undefined],
  ["/s", "", undefined],
  ["", "data/a", "data/a"],
  ["", "/etc/hostname", undefined],
])("in the session at %j, the address %j is the file %j", (folder, address, path) => {
  expect(pathInSession(folder, address)).toBe(path);
});

test.each(["/s/../etc/hostname", "/s/data/../../x", "/s//etc/hostname", "/s/data/./x"])(
  "the address %j is refused",
  (address) => {
    expect(() => pathInSession("/s", address)).toThrow(RangeError);
  },
);

test("the key of a file carries the new id, once", () => {
  const ids = { from: "offline-1", to: "$new" };
  expect(keyInStore("data/p/n.offline-1/x/y.offline-1/z", ids)).toBe("p/n.$new/x/y.offline-1/z");
  expect(keyInStore("models/w.bin", ids)).toBeUndefined();
});
