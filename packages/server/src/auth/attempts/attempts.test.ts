import { expect, test } from "vitest";
import { ApiFailure } from "../../errors.ts";
import { Attempts } from "./attempts.ts";

/** Counts the attempts that are allowed, each at the name and from the address of its number. */
function allowed(attempts: Attempts, times: number, of: (number: number) => [address: string, name: string]): number {
  let count = 0;
  for (let number = 0; number < times; number += 1) {
    try {
      attempts.from(...of(number)).begin();
      count += 1;
    } catch (error) {
      expect(error).toBeInstanceOf(ApiFailure);
      expect(error).toMatchObject({ result: { code: 429 } });
    }
  }
  return count;
}

const newAttempts = () => new Attempts(() => new Date(0));

test("one name may be tried ten times a minute from one address, and from another address again", () => {
  const attempts = newAttempts();

  expect(allowed(attempts, 20, () => ["10.0.0.1", "ada"])).toBe(10);
  expect(allowed(attempts, 20, () => ["10.0.0.2", "ada"])).toBe(10);
});

test("one address may try sixty times a minute, whatever names it makes up", () => {
  const attempts = newAttempts();

  expect(allowed(attempts, 200, (number) => ["10.0.0.1", `name ${number}`])).toBe(60);
  expect(allowed(attempts, 1, () => ["10.0.0.2", "ada"])).toBe(1);
});

test("a network of IPv6 addresses counts as one, and an IPv4 address in IPv6 notation as itself", () => {
  const attempts = newAttempts();

  expect(allowed(attempts, 200, (number) => [`2001:db8:1:2::${number.toString(16)}`, `name ${number}`])).toBe(60);
  expect(allowed(attempts, 1, () => ["2001:db8:1:3::1", "ada"])).toBe(1);
  expect(allowed(attempts, 20, (number) => [number % 2 ? "::ffff:10.0.0.1" : "10.0.0.1", "ada"])).toBe(10);
  expect(allowed(attempts, 1, () => ["::ffff:10.0.0.2", "ada"])).toBe(1);
});

test("right attempts are not held against anybody", () => {
  const attempts = newAttempts();
  for (let round = 0; round < 500; round += 1) {
    const attempt = attempts.from("10.0.0.1", `name ${round % 7}`);
    attempt.begin();
    attempt.succeed();
  }

  expect(allowed(attempts, 1, () => ["10.0.0.1", "ada"])).toBe(1);
});
