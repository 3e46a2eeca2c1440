import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parityRows } from "../../parity-page.ts";
import { type BothLanguages, bothLanguages } from "../fixtures/both-languages.ts";

/** A class, method, command or option that a newer SDK brings is a row that docs/parity.md lacks. */
describe("docs/parity.md lists every public method", () => {
  const rows = parityRows();
  const owners = [...new Set(rows.map(({ owner }) => owner))];
  let both: BothLanguages;
  let methods: Record<string, string[]>;

  beforeAll(async () => {
    both = await bothLanguages();
    const isTool = (owner: string) => owner.startsWith("clearml-");
    const classes = owners.filter((owner) => !isTool(owner));
    methods = {
      ...(await both.python.run<typeof methods>("sdk/public_methods.py", ...classes)),
      ...(await both.python.run<typeof methods>("sdk/command_options.py", ...owners.filter(isTool))),
    };
  });

  afterAll(() => both[Symbol.asyncDispose]());

  test("every call of the services of Python is a method here", async () => {
    const calls = await both.python.run<Record<string, string[]>>("sdk/api_calls.py");
    const listed = rows.filter(({ owner, names }) => owner === "APIClient" && names.length > 0);
    const services: Record<string, object> = both.connection.services;
    const camelCase = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const absent = listed.flatMap(({ method: service }) =>
      (calls[service] ?? [])
        .filter((call) => !(camelCase(call) in (services[service] ?? {})))
        .map((call) => `${service}.${call}`),
    );
    // ClearML's open server, which decides what the protocol has, does not know this one either.
    expect(absent).toEqual(["tasks.share"]);
  });

  test.each(owners)("%s", (owner) => {
    const listed = rows.filter((row) => row.owner === owner).map(({ method }) => method);
    expect(listed).toEqual(methods[owner]);
  });
});
