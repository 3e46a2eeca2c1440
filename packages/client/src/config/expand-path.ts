/** Puts the home folder in place of a leading `~`. */
export function expandHome(path: string, home: string): string {
  return path.replace(/^~(?=[/\\]|$)/, home);
}

/** Puts the home folder in place of a leading `~`, and variables in place of `$NAME` and `${NAME}` where they are set. */
export function expandPath(path: string, home: string, variables: NodeJS.ProcessEnv): string {
  return expandHome(path, home).replace(/\$(?:\{(\w+)\}|(\w+))/g, (whole, braced?: string, plain?: string) => {
    return variables[braced ?? plain ?? ""] ?? whole;
  });
}
