import { normal, type Random } from "./random.ts";

/** The weather of one hour. */
export interface Weather {
  /** As `2016-07`. */
  month: string;
  day: number;
  hour: number;
  /** °C */
  temperature: number;
  /** °C */
  wetBulb: number;
  /** % */
  humidity: number;
  /** W/m² */
  sun: number;
  /** m/s */
  wind: number;
}

/** Mean temperatures of the months in a humid subtropical city at 30° south, °C. */
const MONTHLY_MEANS = [25, 24.5, 23, 19.5, 16, 13.5, 13, 14.5, 16, 19, 21.5, 24];

/** Simulates the hours of one day: warm or cold, clear or overcast, each hour by the sun's height. */
export function simulateWeather(
  day: { month: string; day: number; firstHour: number; lastHour: number },
  random: Random,
): Weather[] {
  const mean = MONTHLY_MEANS[Number(day.month.slice(5)) - 1] ?? 19;
  const daily = normal(random, mean, 3.5);
  const clear = 0.25 + 0.75 * random();
  const summer = (mean - 13) / 12;
  return Array.from({ length: day.lastHour - day.firstHour + 1 }, (_, i) => {
    const hour = day.firstHour + i;
    const temperature = daily + (2 + 4 * clear) * Math.sin((Math.PI * (hour - 8.5)) / 12) + normal(random, 0, 0.4);
    const humidity = clamp(82 - 25 * clear - 2.2 * (temperature - daily) + normal(random, 0, 4), 25, 99);
    const height = Math.max(0, Math.sin((Math.PI * (hour - 6.5)) / 12));
    return {
      month: day.month,
      day: day.day,
      hour,
      temperature,
      wetBulb: wetBulb(temperature, humidity),
      humidity,
      sun: clamp((550 + 450 * summer) * height * clear + normal(random, 0, 25), 0, 1100),
      wind: clamp(Math.exp(normal(random, 0.4, 0.5)), 0.1, 9),
    };
  });
}

/** Wet-bulb temperature in °C (Stull 2011, J. Appl. Meteor. Climatol. 50, eq. 1). */
function wetBulb(temperature: number, humidity: number): number {
  return (
    temperature * Math.atan(0.151977 * Math.sqrt(humidity + 8.313659)) +
    Math.atan(temperature + humidity) -
    Math.atan(humidity - 1.676331) +
    0.00391838 * humidity ** 1.5 * Math.atan(0.023101 * humidity) -
    4.686035
  );
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
