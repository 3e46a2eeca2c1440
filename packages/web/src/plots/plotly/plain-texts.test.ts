import { expect, test } from "vitest";
import { withPlainTexts } from "./plain-texts.ts";

test("texts lose links and styles, and keep what Plotly reads otherwise", () => {
  const figure = {
    title: 'a <b>bold</b> <a href="javascript:x">link</a><br><span style="color:red">red</span>',
    y: [1, null, 3],
    text: ["1 < 2", null, '<A HREF="x" style="y">z</A>'],
  };
  expect(withPlainTexts(figure)).toEqual({
    title: "a <b>bold</b> link<br>red",
    y: [1, null, 3],
    text: ["1 < 2", null, "z"],
  });
});
