import { expect, test } from "vitest";
import { readToken } from "./token.ts";

const token = (claims: object) => `h.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.s`;

test("what a token says is read", () => {
  const identity = { user: "u1", user_name: "Ana", company: "c" };
  expect(readToken(token({ exp: 100, iat: 40, api_version: "2.34", server_version: "2.3.0", identity }))).toEqual({
    apiVersion: "2.34",
    serverVersion: "2.3.0",
    user: { id: "u1", name: "Ana" },
    lifetime: 60,
    storesNonFinite: false,
  });
});

test("a server that stores NaN says so", () => {
  expect(readToken(token({ non_finite_scalars: true })).storesNonFinite).toBe(true);
});

test.each(["", "no.jwt", "a.!!.c", token([]), token({ api_version: "latest" })])("%j says nothing", (text) => {
  expect(readToken(text)).toEqual({
    apiVersion: undefined,
    serverVersion: undefined,
    user: undefined,
    lifetime: undefined,
    storesNonFinite: false,
  });
});
