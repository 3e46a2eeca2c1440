import { expect, test } from "vitest";
import { clientAddress } from "./client-address.ts";

const forwarded = (value: string) => new Headers({ "x-forwarded-for": value });

test("a proxy on this machine is believed, for the address that it added itself", () => {
  for (const proxy of ["127.0.0.1", "::1", "::ffff:127.0.0.1"]) {
    expect(clientAddress(proxy, forwarded("10.9.9.9, 192.0.2.7"))).toBe("192.0.2.7");
  }
});

test("nobody else is believed, nor is what is not an address", () => {
  expect(clientAddress("192.0.2.1", forwarded("10.0.0.1"))).toBe("192.0.2.1");
  expect(clientAddress("127.0.0.1", forwarded("unknown"))).toBe("127.0.0.1");
  expect(clientAddress("127.0.0.1", new Headers())).toBe("127.0.0.1");
});
