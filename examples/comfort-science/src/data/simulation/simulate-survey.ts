import { type Column, createTable, type Table } from "../table/table.ts";
import { createRandom, normal, type Random } from "./random.ts";
import { simulateWeather, type Weather } from "./simulate-weather.ts";

/** The size of the survey to simulate, and the seed that picks one of all possible ones. */
export interface SimulateSurveyOptions {
  /** Interviews. @default 2000 */
  rows?: number;
  /** The same seed gives the same survey. @default 1 */
  seed?: number;
}

/** The months of the simulated campaigns: enough of them that some can be held out. */
const CAMPAIGNS = [
  "2015-01",
  "2015-03",
  "2015-05",
  "2015-07",
  "2015-08",
  "2015-10",
  "2015-12",
  "2016-01",
  "2016-04",
  "2016-06",
  "2016-07",
  "2016-09",
]; // prettier-ignore
const DAYS_PER_CAMPAIGN = 3;
const FIRST_HOUR = 9;
const LAST_HOUR = 17;

interface Person {
  age: number;
  female: boolean;
  height: number;
  weight: number;
  clo: number;
}

type Row = Record<string, string>;

/**
 * Simulates interviews beside a weather station in the layout of the Santa Maria survey, for those who have no data of their own.
 *
 * Nothing in it was measured: every row says so in its column `origem`. How people feel follows temperature, humidity,
 * sun, wind, clothing and body, with as much noise as real votes have. Answers are missing the way they are in real
 * files (99, x, NAN, -), upper and lower case are mixed, and a few interviews were typed in twice.
 */
export function simulateSurvey(options: SimulateSurveyOptions = {}): Table {
  const { rows = 2000, seed = 1 } = options;
  const random = createRandom(seed);
  const hours = CAMPAIGNS.flatMap((month) => simulateCampaign(month, random));
  const interviews: Row[] = [];
  while (interviews.length < rows) {
    const previous = interviews.at(-1);
    if (previous !== undefined && random() < 0.004) {
      interviews.push(previous);
      continue;
    }
    // In the order of the campaigns, as interviews are typed in.
    const weather = hours[Math.floor((interviews.length / rows) * hours.length)] as Weather;
    interviews.push(loseAnswers(simulateInterview(weather, random), random));
  }
  const names = Object.keys(interviews[0] ?? {});
  return createTable(names.map((name): [string, Column] => [name, interviews.map((row) => row[name] ?? "")]));
}

function simulateCampaign(month: string, random: Random): Weather[] {
  const first = 1 + Math.floor(random() * 24);
  return Array.from({ length: DAYS_PER_CAMPAIGN }, (_, i) => first + i).flatMap((day) =>
    simulateWeather({ month, day, firstHour: FIRST_HOUR, lastHour: LAST_HOUR }, random),
  );
}

function simulateInterview(weather: Weather, random: Random): Row {
  const person = simulatePerson(weather, random);
  const felt = feeling(weather, person) + normal(random, 0, 0.75);
  const vote = Math.max(-3, Math.min(3, Math.round(felt)));
  const minute = Math.floor(random() * 60);
  const gender = person.female ? "f" : "m";
  return {
    data: `${two(weather.day)}/${weather.month.slice(5)}/${weather.month.slice(0, 4)}`,
    hora: `${two(weather.hour)}:${two(minute)}`,
    idade: String(person.age),
    sexo: random() < 0.3 ? gender.toUpperCase() : gender,
    peso: person.weight.toFixed(0),
    altura: person.height.toFixed(0),
    vestimenta: person.clo.toFixed(2),
    p1: String(vote),
    // Comfort, preference, acceptance, … : all given with the vote, so none of them may predict it.
    p2: String(Math.min(4, Math.abs(vote) + Math.floor(random() * 2))),
    p3: String(Math.max(-3, Math.min(3, Math.round(-0.8 * vote + normal(random, 0, 0.5))))),
    p4: String(Number(Math.abs(vote) < 2)),
    p5: String(Number(weather.wind > 2.5)),
    p6: String(Number(weather.sun > 600)),
    p7: String(Number(weather.humidity > 80)),
    p8: String(1 + Math.floor(random() * 5)),
    tmedia: weather.temperature.toFixed(1),
    tmax: (weather.temperature + 0.2 + random() * 0.6).toFixed(1),
    tmin: (weather.temperature - 0.2 - random() * 0.6).toFixed(1),
    tu: weather.wetBulb.toFixed(1),
    ur: weather.humidity.toFixed(0),
    ur_max: Math.min(100, weather.humidity + 1 + random() * 3).toFixed(0),
    ur_min: (weather.humidity - 1 - random() * 3).toFixed(0),
    rsolarmed: weather.sun.toFixed(1),
    rsolartot: (weather.sun * 3.6).toFixed(1), // W/m² over an hour, in kJ/m²
    vel_vento: weather.wind.toFixed(1),
    origem: "simulado",
  };
}

function simulatePerson(weather: Weather, random: Random): Person {
  const female = random() < 0.52;
  const height = normal(random, female ? 162 : 175, 7);
  const clo = 1.15 - 0.028 * (weather.temperature - 8) + normal(random, 0, 0.12);
  return {
    age: Math.round(18 + 42 * random() ** 1.4),
    female,
    height,
    weight: Math.max(42, normal(random, female ? 24.5 : 25.5, 3.5) * (height / 100) ** 2),
    clo: Math.max(0.3, Math.min(1.3, clo)),
  };
}

/** The mean vote of such people in such weather; 22 °C in a light shirt and still, shaded air is neutral. */
function feeling(weather: Weather, person: Person): number {
  const bmi = person.weight / (person.height / 100) ** 2;
  const humidHeat = Math.max(0, weather.temperature - 24) * (weather.humidity - 60) * 0.003;
  return (
    0.17 * (weather.temperature - 22) +
    humidHeat +
    0.0009 * weather.sun -
    0.18 * Math.sqrt(weather.wind) * Math.max(0.2, (33 - weather.temperature) / 12) +
    0.9 * (person.clo - 0.6) +
    0.03 * (bmi - 25) -
    0.008 * (person.age - 35) -
    (person.female ? 0.15 : 0)
  );
}

/** The ways in which an answer or a measurement is missing in real files. */
function loseAnswers(row: Row, random: Random): Row {
  const lost = { ...row };
  const lose = (share: number, names: string[], code: string) => {
    for (const name of names) {
      if (random() < share) {
        lost[name] = code;
      }
    }
  };
  lose(0.01, ["p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "idade"], "99");
  lose(0.005, ["sexo", "vestimenta"], "x");
  lose(0.02, ["peso", "altura"], "-");
  lose(0.015, ["rsolarmed", "rsolartot", "vel_vento", "tu"], "NAN");
  lose(0.005, ["tmedia", "ur"], "");
  return lost;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
