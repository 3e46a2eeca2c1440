import { databasePath, filesFolder, holderOf } from "../../data-folder/data-dir.ts";
import { describeCause } from "../../data-folder/describe-cause.ts";
import { exists } from "../../data-folder/exists.ts";
import { Database } from "../../database/driver.ts";
import { type DataDirOptions, resolveConfig, type StartServerOptions } from "../../startup/config.ts";
import { checkEvents, checkIntegrity, checkLog, checkSchema, isOlder } from "./check-database.ts";
import { checkFiles } from "./check-files.ts";
import { checkFolder, checkHolder, checkKeyPair } from "./check-folder.ts";
import { checkClock, checkDisk, checkPorts } from "./check-machine.ts";
import { type Finding, findingsOf } from "./finding.ts";

/** The things to examine: the folder and the ports that a server would be started with. */
export type ExamineServerOptions = DataDirOptions &
  Pick<StartServerOptions, "host" | "apiPort" | "webPort" | "filesPort" | "now">;

/** How a server is. */
export interface Examination {
  readonly dataDir: string;
  /** Whether nothing is a problem. */
  readonly healthy: boolean;
  readonly findings: readonly Finding[];
}

/**
 * Looks at everything that a server depends on, whether or not it runs: folder, database, files, disk, clock and ports. Changes
 * nothing; what is wrong is said, not thrown.
 *
 * Call it in a process other than the server's: reading a large database through takes a while.
 */
export async function examineServer(options: ExamineServerOptions = {}): Promise<Examination> {
  const { dataDir = "", host, ports, now } = resolveConfig(options);
  const findings = [await checkFolder(dataDir)];
  if (await exists(dataDir)) {
    findings.push(await checkHolder(dataDir), await checkKeyPair(dataDir));
    findings.push(...(await checkContents(dataDir, now())), await checkDisk(dataDir));
  }
  const isRunning = (await holderOf(dataDir)) !== undefined;
  findings.push(...(await checkPorts({ host, ports, isRunning })));
  return { dataDir, healthy: findings.every(({ status }) => status !== "problem"), findings };
}

async function checkContents(dataDir: string, now: Date): Promise<Finding[]> {
  const path = databasePath(dataDir);
  const { problem } = findingsOf("database");
  if (!(await exists(path))) {
    return [problem("there is none", "Start a server once, or name the folder of one.")];
  }
  let database: Database | undefined;
  try {
    database = Database.openForReading(path);
    const findings = [checkIntegrity(database), checkSchema(database), await checkLog(path)];
    // The checks that follow need tables that can be read, and are known.
    if (isOlder(database) || findings.some(({ status }) => status === "problem")) {
      return findings;
    }
    return [
      ...findings,
      checkEvents(database),
      ...(await checkFiles(database, filesFolder(dataDir), now)),
      checkClock(database, now),
    ];
  } catch (error) {
    return [problem(`it cannot be read: ${describeCause(error)}`, "Restore the newest backup into a new folder.")];
  } finally {
    database?.close();
  }
}
