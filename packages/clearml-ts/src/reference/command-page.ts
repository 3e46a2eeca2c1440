import type { Command, Option } from "commander";
import { exitStatus, exitStatusMeanings } from "../exit-status.ts";
import { wordsOf } from "../usage/usage-line.ts";

const HEAD = `# The command line

\`clearml-ts\` comes with the package of this name: \`npx clearml-ts\` in a project that has it. \`npx -y pnpm command-page\` writes this
page from the commands.

- \`--lang pt-BR\`, anywhere on the line, gives the help, results, progress and what is said about wrong usage in Brazilian Portuguese. Errors
  and the findings of the doctors come from the packages, which speak English; \`--json\` and the statuses of ClearML are the same in both.
- Each command answers \`--help\`. Almost all take \`--json\`: one line of JSON on stdout, and nothing else there; \`agent\` prints a line an event.
- In this JSON a list is an array, \`page\` an address on the page, \`project\` the name of a project, and \`taskId\` the id of another object; times are in UTC.
- stdout has the result, stderr what is said on the way. A bar shows progress on a terminal, and nothing in a pipe.
- An option that takes several values ends at the next option: \`--files a b --verbose\`. Behind \`--\` stand the arguments of a program.
- Where a setting is not given, the environment says it, then \`clearml.conf\`, then the default.
`;

const COMPLETION = `## Completion

| shell | in its start file |
| --- | --- |
| bash | \`eval "$(clearml-ts completion bash)"\` |
| zsh | \`eval "$(clearml-ts completion zsh)"\`, behind \`compinit\` |
| fish | \`clearml-ts completion fish \\| source\` |
| PowerShell | \`clearml-ts completion powershell \\| Out-String \\| Invoke-Expression\` |

\`clearml-ts\` must be on the path, as after \`npm install --global clearml-ts\`. Words are asked for from the command itself, so they are those
of the version that is installed. Those of bash, zsh and fish were tried in these shells; that of PowerShell follows its documentation, and was not tried for this version.
`;

/** Builds docs/command-line.md from the commands. */
export function commandPage(program: Command): string {
  const statuses = Object.entries(exitStatus).map(
    ([name, status]) => `| ${status} | ${exitStatusMeanings[name as keyof typeof exitStatus]} |`,
  );
  const table = ["## Exit status", "", "| status | when |", "| ---: | --- |", ...statuses].join("\n");
  return `${[HEAD.trim(), table, COMPLETION.trim(), ...sections(program)].join("\n\n")}\n`;
}

function sections(command: Command): string[] {
  const help = command.createHelp();
  return help
    .visibleCommands(command)
    .filter((each) => each.name() !== "help")
    .flatMap((each) => [section(each), ...sections(each)]);
}

function section(command: Command): string {
  const help = command.createHelp();
  const level = "#".repeat(wordsOf(command).split(" ").length);
  const options = help.visibleOptions(command).filter(({ long }) => long !== "--help");
  return [
    `${level} ${wordsOf(command)}`,
    cell(command.description()),
    ...(command.commands.length > 0 && options.length === 0 ? [] : [usage(command)]),
    ...(options.length === 0 ? [] : [["| option | |", "| --- | --- |", ...options.map(row)].join("\n")]),
  ].join("\n\n");
}

function usage(command: Command): string {
  const words = command.registeredArguments.map((argument) => command.createHelp().argumentTerm(argument));
  const given = command.registeredArguments.map(({ required, variadic }, index) => {
    const name = `${words[index]}${variadic ? "..." : ""}`;
    return required ? `<${name}>` : `[${name}]`;
  });
  return `\`\`\`sh\n${[wordsOf(command), ...given, "[options]"].join(" ")}\n\`\`\``;
}

function row({ flags, description, defaultValue, mandatory }: Option): string {
  const isSaid = ["number", "string"].includes(typeof defaultValue);
  const notes = [...(mandatory ? ["Needed."] : []), ...(isSaid ? [`Default: \`${defaultValue}\`.`] : [])];
  return `| \`${flags}\` | ${[cell(description), ...notes].join(". ").replace(/\?\. /, "? ")} |`;
}

/** Text of a cell of a table. Variables and places stay as they are. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;");
}
