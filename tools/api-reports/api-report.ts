import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Extractor, ExtractorConfig, ExtractorLogLevel, type ExtractorMessage } from "@microsoft/api-extractor";
import { root } from "../root.ts";

const SILENT = { default: { logLevel: ExtractorLogLevel.None } };

/** The public surface of one entry point of a built package, and the report that says it. */
export interface EntryPoint {
  /** Folder of the package. */
  folder: string;
  /** Name of the declarations in `dist` and of the report in `etc`, without their endings. */
  name: string;
}

/**
 * Compares the declarations of an entry point with its report in `etc/`, and tells whether they are the same. With `write` the
 * report is replaced where they are not.
 */
export function matchesReport({ folder, name }: EntryPoint, { write }: { write: boolean }): boolean {
  const etc = join(folder, "etc");
  mkdirSync(etc, { recursive: true });
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, "package.json"),
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: join(folder, "dist", `${name}.d.ts`),
      apiReport: {
        enabled: true,
        reportFileName: name,
        reportFolder: etc,
        reportTempFolder: join(root, "node_modules/.cache/api-reports"),
        includeForgottenExports: false,
      },
      compiler: { overrideTsconfig: { compilerOptions } },
      newlineKind: "lf",
      messages: { compilerMessageReporting: SILENT, extractorMessageReporting: SILENT, tsdocMessageReporting: SILENT },
    },
  });
  const { apiReportChanged } = Extractor.invoke(config, { localBuild: write, messageCallback: keepQuiet });
  return !apiReportChanged;
}

/** Users' compilers resolve the declarations in this way. */
const compilerOptions = {
  target: "es2022",
  lib: ["es2023", "dom", "esnext.disposable"],
  module: "nodenext",
  moduleResolution: "nodenext",
  typeRoots: [join(root, "node_modules/@types")],
  types: ["node"],
};

/** Its progress and its version say nothing about the packages; a report that changed is told by the caller. */
function keepQuiet(message: ExtractorMessage): void {
  message.handled = message.logLevel !== ExtractorLogLevel.Error;
}
