import type { FileFault, FileJobs, FolderContent } from "../job-types.ts";
import type { FileTools, NodeModules } from "./file-tools.ts";

/**
 * Makes the jobs that look at files and folders without reading a content. The text of this
 * function is part of the program of the threads: it must use nothing from outside of itself.
 */
export function folderJobs({ fs }: NodeModules, { faultOf }: FileTools): Pick<FileJobs, "look" | "measure"> {
  function lookInto(path: string): FolderContent {
    const real = fs.realpathSync(path);
    const names = fs.readdirSync(path);
    const faults: FolderContent["faults"] = [];
    const sizes = names.map((name, index) => {
      try {
        const info = fs.statSync(`${path}/${name}`);
        // As NOT_A_FILE in look-into-folders.ts names them.
        return info.isFile() ? info.size : info.isDirectory() ? -1 : -2;
      } catch (error) {
        faults.push([index, faultOf(error)]);
        return -2;
      }
    });
    return { real, names, sizes, faults };
  }

  function look({ paths }: { paths: readonly string[] }): (FolderContent | { fault: FileFault })[] {
    return paths.map((path) => {
      try {
        return lookInto(path);
      } catch (error) {
        return { fault: faultOf(error) };
      }
    });
  }

  function measure({ paths }: { paths: readonly string[] }): number[] {
    return paths.map((path) => {
      const info = fs.statSync(path, { throwIfNoEntry: false });
      return info?.isFile() ? info.size : -1;
    });
  }

  return { look, measure };
}
