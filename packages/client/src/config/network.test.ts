import { expect, test } from "vitest";
import { ConfigError } from "../errors.ts";
import { readEnvironment } from "./environment.ts";
import { resolveNetwork, wayTo } from "./network.ts";

const network = (env: NodeJS.ProcessEnv, settings = {}) =>
  resolveNetwork(readEnvironment({ HOME: "/home/ana", ...env }), settings);

test("certificates are verified unless the environment or the file says otherwise", () => {
  const setting = (verify_certificate: string | boolean) => ({ api: { verify_certificate } });
  expect(network({})).toMatchObject({ verifyCertificate: true, caFile: undefined });
  expect(network({}, setting(false)).verifyCertificate).toBe(false);
  expect(network({ CLEARML_API_HOST_VERIFY_CERT: "1" }, setting(false)).verifyCertificate).toBe(true);
  expect(network({ TRAINS_API_HOST_VERIFY_CERT: "no" }).verifyCertificate).toBe(false);
});

test("authorities are named where Python's requests looks for them", () => {
  const inFile = { api: { verify_certificate: "~/ca.pem" } };
  expect(network({}, inFile)).toMatchObject({ verifyCertificate: true, caFile: "/home/ana/ca.pem" });
  expect(network({ REQUESTS_CA_BUNDLE: "/etc/ca.pem" }).caFile).toBe("/etc/ca.pem");
  expect(network({ CURL_CA_BUNDLE: "/etc/curl.pem" }).caFile).toBe("/etc/curl.pem");
});

test("a proxy is chosen by the protocol, and not for this machine or the hosts that are left out", () => {
  const both = network({ HTTP_PROXY: "one:3128", https_proxy: "https://two", no_proxy: "corp.test, .lab, files:8081" });
  const through = (url: string, taken = both) => {
    const way = wayTo(new URL(url), taken);
    return way.kind === "proxy" ? way.proxy : undefined;
  };
  expect(through("http://clearml.test:8008/x")).toBe("http://one:3128");
  expect(through("https://clearml.test")).toBe("https://two");
  expect(through("https://api.corp.test")).toBeUndefined();
  expect(through("https://corp.test")).toBeUndefined();
  expect(through("https://notcorp.test")).toBe("https://two");
  expect(through("http://a.lab")).toBeUndefined();
  expect(through("http://files:8081")).toBeUndefined();
  expect(through("http://files:8080")).toBe("http://one:3128");
  for (const here of ["http://localhost:8008", "http://127.0.0.1", "http://[::1]:8008", "http://api.localhost"]) {
    expect(through(here), here).toBeUndefined();
  }
  const all = { ALL_PROXY: "http://all" };
  expect(through("http://a", network({ ...all, NO_PROXY: "*" }))).toBeUndefined();
  expect(through("http://a", network(all))).toBe("http://all");
});

test("certificates matter only where there are some, and a way without any is as plain as without a configuration", () => {
  const own = network({ HTTP_PROXY: "proxy:3128", REQUESTS_CA_BUNDLE: "/etc/ca.pem" });
  expect(wayTo(new URL("https://localhost:8008"), own)).toEqual({ kind: "certificates" });
  expect(wayTo(new URL("http://localhost:8008"), own)).toEqual({ kind: "plain" });
  expect(wayTo(new URL("https://clearml.test"), network({}))).toEqual({ kind: "plain" });
});

test("a proxy of another kind is refused, without its password in the message", () => {
  expect(() => network({ HTTPS_PROXY: "socks5://ana:secret@proxy:1080" })).toThrow(ConfigError);
  expect(() => network({ HTTPS_PROXY: "socks5://ana:secret@proxy:1080" })).not.toThrow(/secret/);
});
