import { expect, test } from "vitest";
import { quoteUrl } from "./quote-url.ts";

// Made with clearml.storage.url.quote_url of the Python SDK 2.1.12.
test.each([
  ["https://f.x/a b/é.txt", "https://f.x/a%20b/%C3%A9.txt"],
  ["http://f/a%20b", "http://f/a%2520b"],
  ["http://f/a;b", "http://f/a;b"],
  ["http://f/a;b/c;d e", "http://f/a%3Bb/c;d e"],
  ["http://f/a;", "http://f/a"],
  ["HTTP://F/A b?q=a b#f g", "http://F/A%20b?q=a b#f g"],
  ["http://f/a?", "http://f/a"],
  ["http://f/'()*!~,.:@&=+$", "http://f/%27%28%29%2A%21~%2C.%3A%40%26%3D%2B%24"],
  ["http://f", "http://f"],
  ["http://f:8081/", "http://f:8081/"],
  ["http://f/a\tb\n", "http://f/ab"],
  [" http://f/a b", "http://f/a%20b"],
  ["http://[::1]:80/a[b]", "http://[::1]:80/a%5Bb%5D"],
  ["http://u:p@f/x y", "http://u:p@f/x%20y"],
  ["s3://b/a b", "s3://b/a b"],
  ["file:///a b", "file:///a b"],
])("quotes %j as Python does", (url, quoted) => {
  expect(quoteUrl(url)).toBe(quoted);
});
