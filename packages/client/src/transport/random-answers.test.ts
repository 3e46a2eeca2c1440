import fc from "fast-check";
import { expect, test } from "vitest";
import { readToken } from "../session/login/token.ts";
import { readEnvelope } from "./envelope.ts";

const claims = fc.json().map((json) => `h.${Buffer.from(json).toString("base64url")}.s`);

test("any token is read for its claims, or has none", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), claims), (token) => {
      const { apiVersion, serverVersion, user, lifetime } = readToken(token);
      expect([apiVersion, serverVersion].every((version) => version === undefined || /^[\d.]+$/.test(version))).toBe(
        true,
      );
      expect([user === undefined || typeof user.id === "string", typeof lifetime]).toEqual([
        true,
        expect.stringMatching(/undefined|number/),
      ]);
    }),
  );
});

test("any answer is an envelope with a code and a message, or none", () => {
  const meta = fc.record({ result_code: fc.anything(), result_msg: fc.anything() }, { requiredKeys: [] });
  const nearly = fc.record({ meta: fc.oneof(meta, fc.anything()), data: fc.anything() }, { requiredKeys: [] });
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.json(), nearly.map(jsonOf));
  fc.assert(
    fc.property(text, (answer) => {
      const found = readEnvelope(answer);
      if (found !== undefined) {
        expect([typeof found.meta.result_code, typeof found.meta.result_msg]).toEqual(["number", "string"]);
      }
    }),
  );
});

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    return "";
  }
}
