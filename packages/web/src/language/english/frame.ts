/** Texts of the bar above every page, of signing in, and of addresses that lead nowhere. */
export const frame = {
  pages: "Pages",
  home: "Home",
  tasks: "Tasks",
  queues: "Queues",
  settings: "Settings",
  signOut: "Sign out",
  toContent: "Skip to the content",
  close: "Close",
  cancel: "Cancel",
  unreachable: "The server does not answer. The page goes on by itself as soon as it does.",
  nowhere: "There is no page at this address.",
  toStart: "Go to the start.",
  whoAreYou: "Who are you?",
  name: "Name",
  password: "Password",
  signIn: "Sign in",
};
