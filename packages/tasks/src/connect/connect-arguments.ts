import { castParameter } from "../parameters/parameter-text.ts";
import type { TaskState } from "../record/task-state.ts";
import {
  type ArgumentForm,
  type CommanderCommand,
  formOfCommander,
  formOfParseArgs,
  formOfYargs,
  type ParsedArguments,
  type YargsParser,
} from "./argument-form.ts";
import { settleOnTask } from "./connect-parameters.ts";
import { IGNORE_OVERRIDES, parameterOrigin } from "./remote-overrides.ts";

/** The section in which the arguments of programs stand, also those of Python's `argparse`. */
const SECTION = "Args";

/** The arguments of a program, as one of the parsers gives them. */
export type ProgramArguments = ParsedArguments | CommanderCommand | YargsParser<object>;

/**
 * Connects the arguments of a program, and returns them in the form in which they came.
 *
 * @throws {@link InvalidValueError} when a value has no stored form.
 * @throws {@link ServerValueError} when a value of the task does not fit the declared one.
 */
export async function connectArguments(
  task: TaskState,
  program: ProgramArguments,
  { ignoreRemoteOverrides = false }: { ignoreRemoteOverrides?: boolean },
): Promise<unknown> {
  const { values, descriptions, isOpen, give } = await argumentForm(program);
  const { origin } = await parameterOrigin(task, { name: SECTION, ignoreRemoteOverrides });
  const notes = Object.fromEntries(Object.entries(descriptions).map(([name, text]) => [`${SECTION}/${name}`, text]));
  const settled = await settleOnTask(task, values, { section: SECTION, origin, descriptions: notes });
  const others = isOpen && origin.serverWins ? othersOf(task, settled) : {};
  return give({ ...others, ...settled });
}

function argumentForm(program: ProgramArguments): ArgumentForm<object> | Promise<ArgumentForm<object>> {
  if ("parseAsync" in program && "parsed" in program) {
    return formOfYargs(program);
  }
  return "opts" in program ? formOfCommander(program) : formOfParseArgs(program as ParsedArguments);
}

/** Arguments that only the task has: options that the program knows, but was not given when it was started by hand. */
function othersOf(task: TaskState, settled: Record<string, unknown>): Record<string, unknown> {
  const { [SECTION]: items = {} } = task.record.hyperparams ?? {};
  const others = Object.entries(items).filter(([name]) => !Object.hasOwn(settled, name) && name !== IGNORE_OVERRIDES);
  return Object.fromEntries(others.map(([name, { value, type }]) => [name, castParameter(value, type)]));
}
