import { expect, test } from "vitest";
import { ExpiringStates } from "./expiring-states.ts";

test("a state is kept from use to use, and forgotten when it was not used for its lifetime", () => {
  let now = 0;
  const states = new ExpiringStates<string>(() => new Date(now), 100);
  const used = states.add("used");
  const unused = states.add("unused");
  now = 60;
  expect(states.get(used)).toBe("used");
  now = 120;
  expect(states.get(unused)).toBeUndefined();
  expect(states.get(used)).toBe("used");
  states.delete(used);
  expect(states.get(used)).toBeUndefined();
  expect(states.get(undefined)).toBeUndefined();
});
