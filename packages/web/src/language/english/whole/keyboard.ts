/** Texts about keys. */
export const keyboard = {
  title: "Keys",
  actions: {
    find: "go to the search field",
    next: "go to the next row",
    previous: "go to the row before",
    select: "select the row, or take it out of the selection",
    compare: "compare the selected tasks",
    enlarge: "enlarge the chart under the mouse, or the first in sight; Escape closes it",
    help: "show this list",
  },
  switchOff: "Each can be switched off in the settings.",
};
