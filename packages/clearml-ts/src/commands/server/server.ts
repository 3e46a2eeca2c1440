import { once } from "node:events";
import { networkInterfaces } from "node:os";
import type { PageSentences, Server } from "@clearml-ts/server";
import { Command } from "commander";
import { say } from "../../language/say.ts";
import { terminationSignal } from "../../termination-signal.ts";
import { notEmpty } from "../not-empty.ts";
import { dataDirOption } from "./data-dir-option.ts";
import { port } from "./port.ts";
import { backupCommand } from "./server-backup.ts";
import { doctorCommand } from "./server-doctor.ts";
import { restoreCommand } from "./server-restore.ts";
import { usersCommand } from "./server-users.ts";
import { vacuumCommand } from "./server-vacuum.ts";

interface ServerFlags {
  dataDir?: string;
  host: string;
  apiPort: number;
  webPort: number;
  filesPort: number;
  webapp?: string;
  json?: boolean;
  showSecret?: boolean;
}

/**
 * The subcommand `server`: runs the embedded server until SIGINT or SIGTERM, or does something to what it keeps. What stands behind
 * the name of a further subcommand is that one's, although its options have the same names.
 */
export function serverCommand(): Command {
  return new Command("server")
    .description("Start the embedded ClearML server: API, files and a page, in one process on one folder.")
    .addOption(dataDirOption())
    .option("--host <address>", "address to listen on; 0.0.0.0 lets other machines in", notEmpty, "127.0.0.1")
    .option("--api-port <port>", "port of the API, 0 for any free one", port, 8008)
    .option("--web-port <port>", "port of the page, 0 for any free one", port, 8080)
    .option("--files-port <port>", "port of the file server, 0 for any free one", port, 8081)
    .option("--webapp <folder>", "serve this build of the official web UI on the web port", notEmpty)
    .option("--json", "print one line of JSON when ready, without the secret key, and nothing else")
    .option("--show-secret", "let --json print the secret key as well; whoever reads it can do everything")
    .enablePositionalOptions()
    .addCommand(backupCommand())
    .addCommand(restoreCommand())
    .addCommand(vacuumCommand())
    .addCommand(doctorCommand())
    .addCommand(usersCommand())
    .action(async ({ json, showSecret = false, ...options }: ServerFlags, command: Command) => {
      refuseSamePort(options, command);
      const termination = terminationSignal();
      // Loaded here, so that help and wrong usage do not wait for a database.
      const { offerPage, startServer } = await import("@clearml-ts/server");
      const server = await startServer(options);
      if (!termination.aborted) {
        console.log(json ? readyLine(server, showSecret) : welcome(server, options));
        if (!json) {
          offerPage(server.urls.web, { signal: termination, say: console.log, sentences: pageSentences });
        }
        await once(termination, "abort");
      }
      await server.close();
    });
}

const pageSentences: PageSentences = {
  offer: (address) => say`Enter opens ${address}`,
  noBrowser: (address) => say`No browser was found here. Open ${address} in yours.`,
};

function refuseSamePort({ apiPort, webPort, filesPort }: ServerFlags, command: Command): void {
  const ports = [apiPort, webPort, filesPort].filter((one) => one !== 0);
  const twice = ports.find((one, index) => ports.indexOf(one) !== index);
  if (twice !== undefined) {
    command.error(`error: API, page and file server need a port each, and ${twice} is given twice.`);
  }
}

/** Logs and process managers keep such a line: the secret is in it for those only who ask. */
function readyLine({ urls, credentials: { accessKey, secretKey } }: Server, showSecret: boolean): string {
  return JSON.stringify({ ...urls, accessKey, ...(showSecret && { secretKey }) });
}

function welcome(server: Server, { dataDir, host }: ServerFlags): string {
  const { urls, credentials } = server;
  const { accessKey, secretKey } = credentials;
  return say`ClearML is ready.

  API    ${urls.api}
  page   ${urls.web}
  files  ${urls.files}
${fromElsewhere(urls.web, host)}
${howToEnter(server, dataDir)}

To connect, put this into ~/clearml.conf:

  api {
    api_server: ${urls.api}
    web_server: ${urls.web}
    files_server: ${urls.files}
    credentials {
      "access_key" = "${accessKey}"
      "secret_key" = "${secretKey}"
    }
  }

or this into the environment:

  export CLEARML_API_HOST=${urls.api}
  export CLEARML_WEB_HOST=${urls.web}
  export CLEARML_FILES_HOST=${urls.files}
  export CLEARML_API_ACCESS_KEY=${accessKey}
  export CLEARML_API_SECRET_KEY=${secretKey}

Ctrl-C stops the server; everything is kept.`;
}

/** The page under the addresses of this machine, where it listens on all of them. */
function fromElsewhere(web: string, host: string): string {
  if (host !== "0.0.0.0" && host !== "::") {
    return "";
  }
  const { port } = new URL(web);
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  const pages = addresses
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => `\n  ${say`page`}   http://${address}:${port}`);
  return pages.length === 0
    ? ""
    : `\n${say`Other machines reach it, on the same ports, by each address of this one:`}\n${pages.join("")}\n`;
}

function howToEnter({ pageLogin }: Server, dataDir: string | undefined): string {
  switch (pageLogin) {
    case "name":
      return say`To enter the page, a name is enough: only this machine can open it.`;
    case "password":
      return say`To enter the page, a name and its password are needed.`;
    case "nobody":
      return say`Nobody can enter the page yet. To let somebody in, give them a password:

  clearml-ts server users add NAME${dataDir === undefined ? "" : ` --data-dir '${dataDir}'`}`;
  }
}
