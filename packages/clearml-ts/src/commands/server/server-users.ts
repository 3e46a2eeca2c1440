import type { AddedUserAccount, UserAccount } from "@clearml-ts/server";
import { Command } from "commander";
import { say } from "../../language/say.ts";
import { readPassword } from "../../read-password.ts";
import { notEmpty } from "../not-empty.ts";
import { dataDirOption } from "./data-dir-option.ts";

interface UsersFlags {
  dataDir?: string;
  admin?: boolean;
  json?: boolean;
}

/** The subcommand `server users`: who may enter the pages with a password, whether the server runs or not. */
export function usersCommand(): Command {
  return new Command("users")
    .description("Say who may enter the pages with a password, while the server runs or not.")
    .addCommand(addCommand())
    .addCommand(passwordCommand())
    .addCommand(removeCommand())
    .addCommand(listCommand());
}

function addCommand(): Command {
  return new Command("add")
    .description("Let somebody in; the password is asked for, or piped in.")
    .argument("<name>", "what they sign in with; a user who is known by this name gets the password", notEmpty)
    .addOption(dataDirOption())
    .option("--admin", "let them manage users and act as others")
    .option("--json", "print one line of JSON, and nothing else")
    .action(async (name: string, _own: UsersFlags, command: Command) => {
      const { admin = false } = command.opts<UsersFlags>();
      const password = await readPassword({ input: process.stdin, output: process.stderr });
      using accounts = await openAccounts(command, true);
      const account = await accounts.add({ name, password, admin });
      report(command, account, added(account));
    });
}

function passwordCommand(): Command {
  return new Command("passwd")
    .description("Give somebody another password; where they are signed in, they have to sign in again.")
    .argument("<name>", "what they sign in with", notEmpty)
    .addOption(dataDirOption())
    .option("--json", "print one line of JSON, and nothing else")
    .action(async (name: string, _own: UsersFlags, command: Command) => {
      const password = await readPassword({ input: process.stdin, output: process.stderr });
      using accounts = await openAccounts(command);
      await accounts.setPassword(name, password);
      report(command, { name }, say`${name} has another password.`);
    });
}

function removeCommand(): Command {
  return new Command("remove")
    .description("Remove somebody with their password and key pairs; what they did stays.")
    .argument("<name>", "what they sign in with", notEmpty)
    .addOption(dataDirOption())
    .option("--json", "print one line of JSON, and nothing else")
    .action(async (name: string, _own: UsersFlags, command: Command) => {
      using accounts = await openAccounts(command);
      accounts.remove(name);
      report(command, { removed: name }, say`${name} is removed.`);
    });
}

function listCommand(): Command {
  return new Command("list")
    .description("Show who has a password.")
    .addOption(dataDirOption())
    .option("--json", "print one line of JSON, and nothing else")
    .action(async (_own: UsersFlags, command: Command) => {
      using accounts = await openAccounts(command);
      const list = accounts.list();
      report(command, list, describe(list));
    });
}

function report(command: Command, json: object, text: string): void {
  console.log(command.optsWithGlobals<UsersFlags>().json ? JSON.stringify(json) : text);
}

async function openAccounts(command: Command, create = false) {
  const { dataDir } = command.optsWithGlobals<UsersFlags>();
  // Loaded here, so that help and wrong usage do not wait for a database.
  const { UserAccounts } = await import("@clearml-ts/server");
  return UserAccounts.open({ create, ...(dataDir !== undefined && { dataDir }) });
}

function added({ name, role, adopted, revokedKeyPairs }: AddedUserAccount): string {
  return [
    say`${name} (${role}) can enter with this password. Nobody enters by name alone any more.`,
    ...(adopted ? [say`The server knew a user of this name already: what they did belongs to ${name} now.`] : []),
    ...(revokedKeyPairs > 0
      ? [
          say`Key pairs that others may have made before were revoked: ${revokedKeyPairs}. Make new ones on the page of settings.`,
        ]
      : []),
  ].join("\n");
}

function describe(accounts: readonly UserAccount[]): string {
  if (accounts.length === 0) {
    return say`Nobody has a password. "clearml-ts server users add NAME" gives one.`;
  }
  const width = Math.max(...accounts.map(({ name }) => name.length));
  return accounts
    .map(
      ({ name, role, changed }) =>
        `${name.padEnd(width)}  ${role.padEnd(5)}  ${say`password of ${changed.slice(0, 10)}`}`,
    )
    .join("\n");
}
