const MIN_PASSWORD_CHARACTERS = 8;
const MAX_CHARACTERS = 100;

/** The characters that the login page can send: it writes Latin-1 only. */
const TYPEABLE = /^[\x20-\x7e\xa0-\xff]*$/;

/** Says why nobody can sign in by this name, or `undefined`. */
export function refusedName(name: string): string | undefined {
  if (name === "" || name !== name.trim()) {
    return "the name is empty, or has space around it";
  }
  // Where name and password are sent together, a colon ends the name.
  if (name.includes(":")) {
    return "the name has a colon";
  }
  return refusedText("name", name);
}

/** Says why nobody can sign in with this password, or `undefined`. */
export function refusedPassword(password: string): string | undefined {
  if (password.length < MIN_PASSWORD_CHARACTERS) {
    return `the password is shorter than ${MIN_PASSWORD_CHARACTERS} characters`;
  }
  return refusedText("password", password);
}

function refusedText(what: string, text: string): string | undefined {
  if (text.length > MAX_CHARACTERS) {
    return `the ${what} is longer than ${MAX_CHARACTERS} characters`;
  }
  return TYPEABLE.test(text)
    ? undefined
    : `the ${what} has characters outside of Latin-1, which the login page cannot send`;
}
