// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references of HOCON look the same
import { expect, test } from "vitest";
import { ConfigError } from "../../errors.ts";
import { readSettings } from "./hocon.ts";

const read = (text: string, env = {}) => readSettings([{ path: "clearml.conf", text }], env);

// Read by the parser of the Python SDK 2.1.12 to the same values.
test.each([
  ["a : x y z // c", { a: "x y z" }],
  ["a = http://h:8008/p#frag", { a: "http://h:8008/p" }],
  ["a = x:y", { a: "x:y" }],
  ["a = true\nb=FALSE\nc=yes", { a: true, b: false, c: "yes" }],
  ["a = 10 GB", { a: "10 GB" }],
  ["a=1.5\nb=-3\nc=1e3\nd=0x1F\ne=.5\nf=1.\ng=007", { a: 1.5, b: -3, c: 1000, d: "0x1F", e: 0.5, f: "1.", g: 7 }],
  ["a = null", { a: null }],
  ['a = "q" tail', { a: "q tail" }],
  ['a = "${HOME}"', { a: "${HOME}" }],
  ["a = [1 2, 3\n4]", { a: ["1 2", 3, 4] }],
  ["a = [{b:1},{b:2}]", { a: [{ b: 1 }, { b: 2 }] }],
  ["a = {b:1} {c:2}", { a: { b: 1, c: 2 } }],
  ["a.b.c = 1\na.b.d = 2", { a: { b: { c: 1, d: 2 } } }],
  ["a {b=1}\na {c=2}", { a: { b: 1, c: 2 } }],
  ["a=1\na=2", { a: 2 }],
  ["a=[1]\na=${a} [2]", { a: [1, 2] }],
  ["a b = 1", { "a b": 1 }],
  ["a = ", { a: "" }],
  ["{a:1}", { a: 1 }],
  ['a = "x\\ny\\u00e9\\""', { a: 'x\ny\\u00e9"' }],
  ['a="""x"y"""', { a: 'x"y' }],
  ["a = C:\\x\\y", { a: "C:\\x\\y" }],
  ['k = ["s", true, null, 1.0]', { k: ["s", true, null, 1] }],
  ['a: {b: "x"},\nc: 1,\n', { a: { b: "x" }, c: 1 }],
  ["a = [\n # c\n 1, # d\n // e\n 2\n]", { a: [1, 2] }],
  ["a: 1\nb: ${a}", { a: 1, b: 1 }],
  ["a = ${A.b}\nA {b: 3}", { a: 3, A: { b: 3 } }],
  ["b: ${?ZZ}x", { b: "x" }],
  ["a = [${?ZZ}]", { a: [null] }],
  ["", {}],
])("%j means what it means to Python", (text, settings) => {
  expect(read(text)).toEqual(settings);
});

test("secrets with characters that need quotes elsewhere are read whole", () => {
  expect(read("access_key = a+b/c==\nuser = x@y?z!$")).toEqual({ access_key: "a+b/c==", user: "x@y?z!$" });
});

test("a number that would lose digits stays text", () => {
  expect(read("id = 9007199254740993")).toEqual({ id: "9007199254740993" });
});

test("references find settings first and environment variables then", () => {
  expect(read("a = pre${X}post ${X}\nX = 1\nb = ${Y}/z", { X: "env", Y: "/home" })).toEqual({
    a: "pre1post 1",
    X: 1,
    b: "/home/z",
  });
});

test("+= adds to the list that was there", () => {
  expect(read("a += 1\na += [2, 3]")).toEqual({ a: [1, 2, 3] });
});

test("later files win over earlier ones, section by section", () => {
  const files = [
    { path: "trains.conf", text: "api { host: old, credentials { access_key: K } }" },
    { path: "clearml.conf", text: "api.host = new" },
  ];
  expect(readSettings(files, {})).toEqual({ api: { host: "new", credentials: { access_key: "K" } } });
});

test("a file in the form that clearml-init writes is read with its comments", () => {
  const text = `
    # ClearML SDK configuration file
    api {
        # Notice: 'host' is the api server (default port 8008), not the web server.
        api_server: http://localhost:8008
        web_server: http://localhost:8080/
        files_server: http://localhost:8081
        # Credentials are generated using the webapp, http://localhost:8080/settings
        credentials {"access_key": "KEY", "secret_key": "S#CRET//=="}
    }
    sdk {
        storage {
            cache {
                // Defaults to <system_temp_folder>/clearml_cache
                default_base_dir: "~/.clearml/cache"
                # size { max_used_bytes = -1 }
            }
            direct_access: [
                # Objects matching are available for direct access
                { url: "file://*" }
            ]
        }
        aws.s3 { key: "", region: "", credentials: [
            # { bucket: "my-bucket-name" }
        ] }
        apply_environment = false
    }`;
  expect(read(text)).toEqual({
    api: {
      api_server: "http://localhost:8008",
      web_server: "http://localhost:8080/",
      files_server: "http://localhost:8081",
      credentials: { access_key: "KEY", secret_key: "S#CRET//==" },
    },
    sdk: {
      storage: { cache: { default_base_dir: "~/.clearml/cache" }, direct_access: [{ url: "file://*" }] },
      aws: { s3: { key: "", region: "", credentials: [] } },
      apply_environment: false,
    },
  });
});

test("a value that a later one replaces need not be known, as in Python", () => {
  expect(read("a = ${NOT_THERE}\na = 1\nb = ${NOT_THERE} x\nb += 2\nb = [3]\nb += 4")).toEqual({ a: 1, b: [3, 4] });
});

test("a key named __proto__ is a key like any other", () => {
  const settings = read("__proto__ { polluted = 1 }");
  expect(Object.keys(settings)).toEqual(["__proto__"]);
  expect("polluted" in {}).toBe(false);
});

test.each([
  ["a = ${NOT_THERE}", "clearml.conf:1:5: ${NOT_THERE} is neither a setting nor an environment variable."],
  ["a = ${b}\nb = ${a}", "clearml.conf:2:5: ${a} refers to itself."],
  ["a.b = ${a}", "clearml.conf:1:7: ${a} refers to itself."],
  ["x = 1\na { b = ", 'clearml.conf:2:9: "}" is missing.'],
  ["a = [1, 2", 'clearml.conf:1:10: "]" is missing.'],
  ["a", 'clearml.conf:1:2: "=" or ":" is missing after a.'],
  ["a = 1 }", 'clearml.conf:1:7: "}" without "{".'],
  ['a = "open', "clearml.conf:1:5: this cannot stand in a value; put it in quotes."],
  ['include "other.conf"', 'clearml.conf:1:8: "include" is not supported: copy the settings into this file.'],
  ["= 1", "clearml.conf:1:1: a key was expected."],
])("%j is reported by file, line and column", (text, message) => {
  expect(() => read(text)).toThrow(ConfigError);
  expect(() => read(text)).toThrow(message);
});
