import type { ConnectionExamination, ConnectionFinding } from "@clearml-ts/client";
import { Command } from "commander";
import { say } from "../language/say.ts";
import { notEmpty } from "./not-empty.ts";

interface DoctorFlags {
  file?: string;
  json?: boolean;
}

/** The subcommand `doctor`: looks at everything a connection depends on; the status is 1 when something is a problem. */
export function connectionDoctorCommand(): Command {
  return new Command("doctor")
    .description(
      "Look whether configuration, login, versions, clock and file server are well, and name the setting that is not. Writes, reads and removes one small file.",
    )
    .option("--file <path>", "configuration file to examine (default: $CLEARML_CONFIG_FILE, ~/clearml.conf)", notEmpty)
    .option("--json", "print one line of JSON, and nothing else")
    .action(async ({ file, json }: DoctorFlags) => {
      const { examineConnection } = await import("@clearml-ts/client");
      const examination = await examineConnection({ configFile: file });
      console.log(json ? JSON.stringify(examination) : describe(examination));
      if (!examination.healthy) {
        process.exitCode = 1;
      }
    });
}

function describe({ configFiles, findings }: ConnectionExamination): string {
  const read = configFiles.length === 0 ? say`No configuration file was read.` : say`Read ${configFiles.join(", ")}.`;
  return `${read}\n\n${findings.map(line).join("\n")}`;
}

function line({ check, status, message, setting, advice }: ConnectionFinding): string {
  const more = [
    ...(setting === undefined ? [] : [say`Look at ${setting}.`]),
    ...(advice === undefined ? [] : [advice]),
  ];
  return [
    `${status.padEnd(8)} ${check.padEnd(13)}  ${message}`,
    ...more.map((text) => `${" ".repeat(24)}${text}`),
  ].join("\n");
}
