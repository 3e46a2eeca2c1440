/** A lock file of each package manager, and how to install exactly that; the first one that is there counts. */
const BY_LOCK_FILE: readonly (readonly [file: string, command: string])[] = [
  ["pnpm-lock.yaml", "npx -y pnpm install --frozen-lockfile --reporter=silent"],
  ["yarn.lock", "npx -y yarn install --frozen-lockfile --silent"],
  ["package-lock.json", "npm ci --no-audit --no-fund --loglevel=error"],
  ["npm-shrinkwrap.json", "npm ci --no-audit --no-fund --loglevel=error"],
  ["package.json", "npm install --no-audit --no-fund --loglevel=error"],
];

/** Decides how the packages of a folder are installed, by the files in it; undefined where there is nothing to install. */
export function installCommand(files: readonly string[]): string | undefined {
  return BY_LOCK_FILE.find(([file]) => files.includes(file))?.[1];
}
