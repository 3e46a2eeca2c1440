import { expect, test } from "vitest";
import { withOwnPictures } from "./own-pictures.ts";

const address = (url: string) => (url.startsWith("http://own/") ? url.replace("http://own", "/files") : undefined);

test("pictures of the own store are shown from the page, those in the figure as they are, others left out", () => {
  const images = [
    { source: "http://own/a.png", x: 1 },
    { source: "https://elsewhere/a.png" },
    { source: "data:image/png;base64,AA" },
    { source: ["https://elsewhere"] },
    "odd",
  ];
  const { figure, leftOut } = withOwnPictures({ data: [], layout: { images, title: "t" } }, address);
  expect(leftOut).toBe(2);
  expect(figure.layout).toEqual({
    title: "t",
    images: [{ source: "/files/a.png", x: 1 }, { source: "data:image/png;base64,AA" }],
  });
});

test("a trace that is a picture, a template and buttons bring none in either", () => {
  const { figure, leftOut } = withOwnPictures(
    {
      data: [
        { type: "image", source: "https://elsewhere/a.png" },
        { type: "image", z: [] },
        { type: "bar", source: "x" },
      ],
      layout: {
        template: { layout: { images: [{ source: "https://elsewhere" }], font: { size: 9 } } },
        updatemenus: [{ buttons: [{ args: [{ "images[0].source": "https://elsewhere" }] }] }],
        sliders: [{ steps: [] }],
      },
    },
    address,
  );
  expect(leftOut).toBe(1);
  expect(figure).toEqual({
    data: [
      { type: "image", z: [] },
      { type: "bar", source: "x" },
    ],
    layout: { template: { layout: { font: { size: 9 } } }, sliders: [{ steps: [] }] },
  });
});
