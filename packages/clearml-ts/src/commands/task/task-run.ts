import { dirname, parse, resolve } from "node:path";
import { Command } from "commander";
import { say } from "../../language/say.ts";
import { notEmpty } from "../not-empty.ts";
import { defaultProject } from "./default-project.ts";
import { addParameter, type GivenParameters } from "./parameter-option.ts";

interface RunFlags {
  queue: string;
  param?: GivenParameters;
  name?: string;
  project?: string;
  package?: string[];
  repository?: boolean;
  docker?: string;
  json?: boolean;
}

/** The subcommand `task run`: makes a task of a program, and puts it in a queue for an agent. */
export function taskRunCommand(): Command {
  return new Command("run")
    .description(
      "Run a program of TypeScript or JavaScript on an agent: bundle it, make a task of it, put it in a queue.",
    )
    .argument("<file>", "the file that the program begins with", notEmpty)
    .argument("[args...]", "arguments of the program, behind --")
    .requiredOption("--queue <queue>", "name or id of the queue", notEmpty)
    .option(
      "--param <name=value>",
      "set a parameter, such as rate=0.1 (section General) or Args/epochs=3 (section Args); once for each",
      addParameter,
    )
    .option("--name <name>", "name of the task (default: that of the file)", notEmpty)
    .option("--project <project>", "project of the task (default: the name of the package around the file)", notEmpty)
    .option(
      "--package <package>",
      "let npm install this package there, name or name@version; once for each",
      addPackage,
    )
    .option("--repository", "send the repository, the commit and the changes since, instead of a bundle")
    .option("--docker <image>", "image of the container, for agents that use containers", notEmpty)
    .option("--json", "print one line of JSON, and nothing else")
    .action(async (file: string, args: string[], flags: RunFlags, command: Command) => {
      if (flags.repository && flags.package) {
        command.error(
          "error: --package goes with a bundle; with --repository, the lock file there says what to install.",
        );
      }
      // Loaded here, so that help and wrong usage do not wait for it.
      const [{ connect }, { findQueueId, Task }] = await Promise.all([
        import("@clearml-ts/client"),
        import("@clearml-ts/tasks"),
      ]);
      await using connection = await connect();
      // Before anything is made: a task that no queue takes would be left behind.
      const queueId = await findQueueId(connection, flags.queue);
      const { project = await defaultProject(dirname(resolve(file))), name = parse(file).name, docker } = flags;
      const program = flags.repository
        ? { repository: { entry: file, args } }
        : { bundle: { entry: file, args, packages: flags.package ?? [] } };
      const task = await Task.create(
        {
          project,
          name,
          systemTags: [],
          ...program,
          ...(flags.param && { parameters: flags.param }),
          ...(docker !== undefined && { docker }),
        },
        { connection },
      );
      await task.enqueue(queueId);
      const { id, webUrl: page } = task;
      console.log(
        flags.json ? JSON.stringify({ id, page, queueId }) : `${say`Task ${id} is in queue ${flags.queue}.`}\n${page}`,
      );
    });
}

function addPackage(text: string, known: string[] = []): string[] {
  return [...known, notEmpty(text)];
}
