/** Files in which people keep passwords and keys, by name. */
const SECRET_NAMES = [
  /^\.env(\..+)?$/,
  /^\.?(clearml|trains)\.conf$/,
  /^\.(npmrc|netrc|pgpass|git-credentials|htpasswd)$/,
  /^id_(rsa|dsa|ecdsa|ed25519)$/,
  /\.(pem|key|p12|pfx|keystore)$/,
];

/** Examples of such files are there to be shown. */
const HARMLESS = /\.(example|sample|template)$/;

/** Whether a file, by its path, looks as if it kept secrets. */
export function looksSecret(path: string): boolean {
  const name = path.slice(path.search(/[^/\\]*$/)).toLowerCase();
  return !HARMLESS.test(name) && SECRET_NAMES.some((pattern) => pattern.test(name));
}
