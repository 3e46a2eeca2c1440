import { useEffect, useState } from "preact/hooks";
import { useLanguage } from "../language/language-context.tsx";
import { Notice } from "../looks/notice.tsx";
import type { SignInWay } from "../session/sign-in.ts";
import "../session/sign-in.css";

interface SignInPageProps {
  way: Exclude<SignInWay, { kind: "none" }>;
  onSignedIn: () => Promise<void>;
}

/** Asks who is there: by choosing a name, or by name and password. The only person of a server need not choose. */
export function SignInPage({ way, onSignedIn }: SignInPageProps) {
  const { texts } = useLanguage();
  const [problem, setProblem] = useState<string>();
  const enter = (signIn: () => Promise<void>) => {
    setProblem(undefined);
    signIn().then(onSignedIn, (error: Error) => setProblem(error.message));
  };
  const [only, ...others] = way.kind === "name" ? way.people : [];
  const isAlone = only !== undefined && others.length === 0;
  useEffect(() => {
    if (way.kind === "name" && isAlone) {
      enter(() => way.signIn(only));
    }
  }, []);
  if (isAlone && problem === undefined) {
    return null;
  }
  return (
    <main class="sign-in">
      <h1 class="brand">
        <img src="/icon.svg" alt="" width="28" height="28" /> ClearML
      </h1>
      {way.kind === "name" ? (
        <>
          <p>{texts.frame.whoAreYou}</p>
          <ul class="people">
            {way.people.map((person) => (
              <li key={person.id}>
                <button type="button" onClick={() => enter(() => way.signIn(person))}>
                  {person.name}
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const fields = new FormData(event.currentTarget);
            enter(() => way.signIn(String(fields.get("name")), String(fields.get("password"))));
          }}
        >
          <label>
            {texts.frame.name} <input name="name" autocomplete="username" required />
          </label>
          <label>
            {texts.frame.password} <input name="password" type="password" autocomplete="current-password" required />
          </label>
          <button type="submit" class="primary">
            {texts.frame.signIn}
          </button>
        </form>
      )}
      {problem !== undefined && <Notice kind="error">{problem}</Notice>}
    </main>
  );
}
