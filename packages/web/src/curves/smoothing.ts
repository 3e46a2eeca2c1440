/**
 * Smooths values by an exponential moving average that is corrected for its beginning, as TensorBoard does.
 *
 * @param weight from 0, which changes nothing, to below 1.
 */
export function smoothed(values: readonly number[], weight: number): number[] {
  let [last, corrected] = [0, 0];
  return values.map((value) => {
    last = last * weight + (1 - weight) * value;
    corrected = corrected * weight + (1 - weight);
    return last / corrected;
  });
}
