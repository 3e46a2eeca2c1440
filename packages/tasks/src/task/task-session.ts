import { isOffline, readEnvironment, setOffline } from "@clearml-ts/client";
import { offlineSession } from "../offline/offline-connection.ts";
import { TaskView } from "./task-view.ts";

/** A task of a program that may work offline: in a folder of this machine, to be brought to a server later. */
export abstract class TaskSession extends TaskView {
  /**
   * Has tasks that begin from now on run without a server, or with one again. Nothing is sent then: `Task.init()` makes a session, a
   * folder below the cache folder, which becomes a zip beside it when the task is closed, and `Task.importOfflineSession()` brings
   * either to a server, as Python's does. Tasks that have begun go on where they are. Ignored under an agent.
   *
   * The environment variable `CLEARML_OFFLINE_MODE` does the same for a whole program.
   */
  static setOffline(offline: boolean): void {
    if (readEnvironment().taskId === undefined) {
      setOffline(offline);
    }
  }

  /** Tells whether tasks that begin now run without a server. */
  static isOffline(): boolean {
    return isOffline();
  }

  /** The folder of the session that the task is kept in; undefined where it is on a server. */
  getOfflineModeFolder(): string | undefined {
    return offlineSession(this.connection)?.path;
  }
}
