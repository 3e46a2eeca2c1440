/** WHO's classes of body mass index for adults, in their order. */
export const BMI_CLASSES = ["underweight", "normal", "overweight", "obese"] as const;

/** A class of body mass index. */
export type BmiClass = (typeof BMI_CLASSES)[number];

/** Body mass index in kg/m². */
export function bodyMassIndex(weightKg: number, heightM: number): number {
  return weightKg / heightM ** 2;
}

/**
 * The WHO class of a body mass index, or undefined where it is missing.
 *
 * Cut-offs: WHO Technical Report Series 894, "Obesity: preventing and managing the global epidemic" (2000), table 2.1.
 * They are meant for adults; for the few children in the ASHRAE database they are a rough guide.
 */
export function bmiClass(bmi: number): BmiClass | undefined {
  if (Number.isNaN(bmi)) {
    return undefined;
  }
  if (bmi < 18.5) {
    return "underweight";
  }
  if (bmi < 25) {
    return "normal";
  }
  return bmi < 30 ? "overweight" : "obese";
}
