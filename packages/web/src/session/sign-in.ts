import { CallError, callApi } from "../api/api.ts";

/** The key of the query that asks who is signed in. */
export const SIGN_IN = ["sign-in"] as const;

/** A person who can be chosen where a name is enough. */
export interface Person {
  id: string;
  name: string;
}

/** The way by which people sign in, as the server has it now. */
export type SignInWay =
  | { kind: "none" }
  | { kind: "name"; people: Person[]; signIn: (person: Person) => Promise<void> }
  | { kind: "password"; signIn: (name: string, password: string) => Promise<void> };

/** The `credentials.json` beside the page, good for signing in by name and nothing else. */
interface LoginCredentials {
  userKey: string;
  userSecret: string;
}

/** Asks the server whether somebody is signed in, and how to sign in otherwise. */
export async function findSignIn(): Promise<SignInWay> {
  const { authenticated, basic: passwords } = await callApi("login.supported_modes", {});
  if (authenticated) {
    return { kind: "none" };
  }
  if (passwords.enabled) {
    return { kind: "password", signIn: (name, password) => login(basic(name, password)) };
  }
  const headers = await loginPageHeaders();
  const { users } = await callApi("users.get_all", {}, { headers });
  const people = users.map(({ id, name }) => ({ id, name: name ?? id }));
  const signIn = ({ id }: Person) => login({ ...headers, "x-clearml-impersonate-as": id });
  return { kind: "name", people, signIn };
}

/**
 * Lets somebody in who was never here, where a name is enough.
 *
 * @throws {@link CallError} when the name is taken, or people need passwords by now.
 */
export async function addPerson(name: string): Promise<void> {
  const headers = await loginPageHeaders();
  const { user } = await callApi("users.get_current_user", {});
  // The endpoint wants an address; nobody writes to it.
  const request = { name, company: user.company?.id ?? "", email: `${encodeURIComponent(name)}@localhost` };
  await callApi("auth.create_user", request, { headers });
}

/** What the login page says of itself when it asks. */
async function loginPageHeaders(): Promise<Record<string, string>> {
  const { userKey, userSecret } = await readCredentials();
  return basic(userKey, userSecret);
}

async function readCredentials(): Promise<LoginCredentials> {
  const file = "credentials.json";
  try {
    return (await (await fetch(`/${file}`)).json()) as LoginCredentials;
  } catch (cause) {
    throw new CallError(file, undefined, "The server cannot be reached.", { cause });
  }
}

async function login(headers: Record<string, string>): Promise<void> {
  await callApi("auth.login", {}, { headers });
}

function basic(name: string, secret: string): Record<string, string> {
  const bytes = new TextEncoder().encode(`${name}:${secret}`);
  return { authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` };
}
