import type { Examination, Finding } from "@clearml-ts/server";
import { Command } from "commander";
import { notEmpty } from "../not-empty.ts";
import { dataDirOption } from "./data-dir-option.ts";
import { port } from "./port.ts";

interface DoctorFlags {
  dataDir?: string;
  host?: string;
  apiPort?: number;
  webPort?: number;
  filesPort?: number;
  json?: boolean;
}

/** The subcommand `server doctor`: looks at everything a server depends on; the status is 1 when something is a problem. */
export function doctorCommand(): Command {
  return new Command("doctor")
    .description("Look whether folder, database, files, disk, clock and ports are well, while the server runs or not.")
    .addOption(dataDirOption())
    .option("--host <address>", "address to listen on (default: that of the server)", notEmpty)
    .option("--api-port <port>", "port of the API (default: that of the server)", port)
    .option("--web-port <port>", "port of the page (default: that of the server)", port)
    .option("--files-port <port>", "port of the file server (default: that of the server)", port)
    .option("--json", "print one line of JSON, and nothing else")
    .action(async (own: DoctorFlags, command: Command) => {
      const { json, ...options } = { ...command.parent?.opts<DoctorFlags>(), ...own };
      const { examineServer } = await import("@clearml-ts/server");
      const examination = await examineServer(options);
      console.log(json ? JSON.stringify(examination) : describe(examination));
      if (!examination.healthy) {
        process.exitCode = 1;
      }
    });
}

function describe({ dataDir, findings }: Examination): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const lines = findings.map(({ check, status, message, advice }: Finding) => {
    const line = `${status.padEnd(8)} ${check.padEnd(width)}  ${message}`;
    return advice === undefined ? line : `${line}\n${" ".repeat(width + 11)}${advice}`;
  });
  return `${dataDir}\n\n${lines.join("\n")}`;
}
