import type { ServerAddress } from "../../tests/interop/fixtures/clearml-server.ts";
import { resultOf, thermalComfort } from "../../tests/interop/thermal-comfort/thermal-comfort-command.ts";
import type { PythonUser } from "./python-user.ts";

/** The ids, by name, of the objects that the scripts have put on a server. */
export type Ids = (name: string) => string;

/** The server and the folders that a world is made in. */
export interface Place {
  server: ServerAddress;
  user: PythonUser;
  /** A folder that programs may write into. */
  home: string;
  /** Told what is done next. */
  progress: (text: string) => void;
}

/** Lets programs of both languages put everything on a server that the web UI can show. */
export async function fillWorld({ server, user, home, progress }: Place): Promise<Ids> {
  const ids: Record<string, string> = {};
  const run = async (script: string, ...args: string[]) => {
    progress(`fills the server: ${script}`);
    Object.assign(ids, await user.run(script, ...args));
  };
  await run("many.py");
  await run("dataset.py");
  await run("pipeline.py");
  await run("errand.py");
  await run("experiments.py");
  await run("waiting.py", ids["slow"] ?? "");
  progress("fills the server: the thermal comfort example");
  resultOf(await thermalComfort([], { home, server }));
  return (name) => {
    const id = ids[name];
    if (id === undefined) {
      throw new Error(`No script of the world has named "${name}".`);
    }
    return id;
  };
}
