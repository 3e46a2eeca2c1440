import { expect, test } from "vitest";
import { UncacheableComponentError } from "../errors.ts";
import { component } from "./component.ts";

const service = {
  factor: 2,
  scale({ n }: { n: number }): { n: number } {
    return { n: n * this.factor };
  },
};

test("a bound function cannot be cached, for its text is that of every bound function", () => {
  const bound = service.scale.bind(service);
  const make = () => component({ name: "scale", cache: true, run: bound });
  expect(make).toThrow(UncacheableComponentError);
  expect(make).toThrow('Component "scale" cannot be cached: its function is bound or native');
});

test("a bound function can be cached by a declared version, and run without a cache", () => {
  const bound = service.scale.bind(service);
  expect(component({ name: "scale", cache: true, version: "1", run: bound }).run).toBe(bound);
  expect(component({ name: "scale", run: bound }).run).toBe(bound);
});
