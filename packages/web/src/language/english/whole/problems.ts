/** Texts about calls that failed. */
export const problems = {
  notLoaded: "This part of the page could not be loaded.",
  reload: "Load the page again",
  advice: {
    gone: "It may have been deleted meanwhile: go back, and look at the list again.",
    otherStatus: "Its status may have changed meanwhile: look at it again before you go on.",
    published: "It is published and stays as it is. Clone it, and change the copy.",
    archiveFirst: "Archive it first.",
    inUse: "Tasks use it. Archive it instead.",
    signIn: "Sign in again.",
    notAllowed: "Ask somebody who administers this server.",
    serverFault: "Try again. If it stays so, the output of the server's command says more.",
  },
};
