import { createMarkdownRenderer } from "vitepress";
import { expect, test } from "vitest";
import { referenceNames } from "./reference-names.ts";

const page = `# @clearml-ts/models

## Classes

### InputModel

A model that a task takes as its input.

#### Constructors

##### Constructor

#### Methods

##### publish()

Publishes the model.

###### Parameters

###### options

##### archive()

###### Inherited from

Model.archive

## Functions

### listModels()

#### Parameters

##### filter

#### Returns
`;

test("the search holds the symbols of the reference and their members, and no text of it", async () => {
  const { render } = await createMarkdownRenderer(".");
  const names = referenceNames(render(page));

  expect([...names.matchAll(/<h(\d)>(.*?) <a .*?href="#(.*?)"/g)].map(([, ...found]) => found.join(" "))).toEqual([
    "1 @clearml-ts/models clearml-ts-models",
    "2 InputModel inputmodel",
    "3 publish() publish",
    "2 listModels() listmodels",
  ]);
  expect(names).not.toContain("Publishes");
});
