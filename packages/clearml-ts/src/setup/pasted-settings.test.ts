import { expect, test } from "vitest";
import { readPastedSettings } from "./pasted-settings.ts";

const all = {
  apiServer: "https://api.clear.ml",
  webServer: "https://app.clear.ml",
  filesServer: "https://files.clear.ml",
  accessKey: "ACCESS",
  secretKey: "se=cr#et",
};

test.each([
  [
    "the block of the web page",
    `api {
      # Ana's workspace
      web_server: https://app.clear.ml
      api_server: https://api.clear.ml
      files_server: https://files.clear.ml
      credentials {
        "access_key" = "ACCESS"
        "secret_key" = "se=cr#et"
      }
    }`,
  ],
  [
    "an older block",
    `host: https://api.clear.ml
     web_server: https://app.clear.ml
     files_server: https://files.clear.ml
     credentials {"access_key": "ACCESS", "secret_key": "se=cr#et"}`,
  ],
  [
    "JSON",
    `{"api": {"web_server": "https://app.clear.ml", "api_server": "https://api.clear.ml",
      "files_server": "https://files.clear.ml", "credentials": {"access_key": "ACCESS", "secret_key": "se=cr#et"}}}`,
  ],
  [
    "lines for a shell",
    `export CLEARML_WEB_HOST=https://app.clear.ml
     export CLEARML_API_HOST="https://api.clear.ml"
     export CLEARML_FILES_HOST='https://files.clear.ml'
     export CLEARML_API_ACCESS_KEY=ACCESS
     export CLEARML_API_SECRET_KEY=se=cr#et`,
  ],
  [
    "lines for a notebook",
    `%env CLEARML_WEB_HOST=https://app.clear.ml
%env CLEARML_API_HOST=https://api.clear.ml
%env CLEARML_FILES_HOST=https://files.clear.ml
%env CLEARML_API_ACCESS_KEY=ACCESS
%env CLEARML_API_SECRET_KEY=se=cr#et
`,
  ],
  [
    "all that a server prints at its start",
    `ClearML is ready.

  API    https://api.clear.ml

To connect, put this into ~/clearml.conf:

  api {
    api_server: https://api.clear.ml
    web_server: https://app.clear.ml
    files_server: https://files.clear.ml
    credentials {
      "access_key" = "ACCESS"
      "secret_key" = "se=cr#et"
    }
  }

or this into the environment:

  export CLEARML_API_HOST=https://api.clear.ml
  export CLEARML_API_ACCESS_KEY=ACCESS

Ctrl-C stops the server; everything is kept.
`,
  ],
])("%s says everything", (_, text) => {
  expect(readPastedSettings(text)).toEqual(all);
});

test("what a text does not say is missing, and one that is no configuration is refused with its place", () => {
  expect(readPastedSettings("api { api_server: http://localhost:8008 }")).toEqual({
    apiServer: "http://localhost:8008",
  });
  expect(readPastedSettings("")).toEqual({});
  expect(() => readPastedSettings("api {")).toThrow("The pasted text");
});
