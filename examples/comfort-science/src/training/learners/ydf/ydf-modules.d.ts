// The part that is used of two packages that ship no types. Their versions are pinned in package.json.

declare module "ydf-training" {
  interface YdfModel {
    /** The C++ object: saving through it leaves the files in `FS`, where the public `save` needs a global JSZip. */
    readonly internalModel: { save(folder: string): void };
    predict(examples: Record<string, (number | string | null)[]>): number[];
    getLabelClasses(): string[];
    unload(): void;
  }
  interface YdfLearner {
    train(data: Record<string, number[] | string[]>): YdfModel;
  }
  type YdfLearnerClass = new (label: string, task: "REGRESSION" | "CLASSIFICATION") => YdfLearner;
  interface YdfTraining {
    readonly GradientBoostedTreesLearner: YdfLearnerClass;
    readonly RandomForestLearner: YdfLearnerClass;
    readonly FS: {
      readdir(folder: string): string[];
      readFile(path: string): Uint8Array;
      unlink(path: string): void;
      rmdir(folder: string): void;
    };
  }
  interface YdfOutput {
    print(line: string): void;
    printErr(line: string): void;
  }

  export type { YdfModel, YdfTraining };
  // biome-ignore lint/style/noDefaultExport: what the package exports
  export default function YDFTraining(output: YdfOutput): Promise<YdfTraining>;
}

declare module "ydf-inference" {
  interface YdfLoadedModel {
    predict(examples: Record<string, (number | string | null)[]>): number[];
    getLabelClasses(): string[];
    unload(): void;
  }
  interface YdfInference {
    loadModelFromZipBlob(zip: Uint8Array): Promise<YdfLoadedModel>;
  }

  export type { YdfInference, YdfLoadedModel };
  // biome-ignore lint/style/noDefaultExport: what the package exports
  export default function YDFInference(output: {
    print(line: string): void;
    printErr(line: string): void;
  }): Promise<YdfInference>;
}
