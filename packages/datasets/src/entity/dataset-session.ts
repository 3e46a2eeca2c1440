import { Task } from "@clearml-ts/tasks";
import { DatasetView } from "./dataset-view.ts";

/** A version of a dataset that may be made without a server: in a folder of this machine, to be brought to one later. */
export abstract class DatasetSession extends DatasetView {
  /** Has tasks and versions that begin from now on be made without a server, or with one again; see {@link Task.setOffline}. */
  static setOffline(offline: boolean): void {
    Task.setOffline(offline);
  }

  /** Tells whether versions that begin now are made without a server. */
  static isOffline(): boolean {
    return Task.isOffline();
  }

  /** The folder of the session that the version is kept in; undefined where it is on a server. */
  getOfflineModeFolder(): string | undefined {
    return this.task.getOfflineModeFolder();
  }
}
