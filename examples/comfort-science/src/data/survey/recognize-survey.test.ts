import { expect, test } from "vitest";
import { TargetError } from "../errors.ts";
import { recognizeSurvey } from "./recognize-survey.ts";
import { MONTH_YEAR } from "./schema.ts";

const ASHRAE =
  "index,record_id,building_id,timestamp,season,subject_id,age,gender,ht,wt,ta,tr,rh,vel,met,clo,thermal_sensation,thermal_acceptability,thermal_preference,thermal_comfort,fan,t_out_isd,pmv,set"; // prettier-ignore
const SANTA_MARIA =
  "data,hora,idade,sexo,peso,altura,vestimenta,p1,p2,p3,p4,p5,p6,p7,p8,tmedia,tmax,tmin,tu,ur,ur_max,ur_min,rsolarmed,rsolartot,vel_vento,rajada"; // prettier-ignore

const recognize = (names: string, options = {}) => {
  const schema = recognizeSurvey(names.split(","), options);
  const named = (role: string) => schema.columns.filter((column) => column.role === role).map(({ name }) => name);
  return { ...schema, named };
};

test("the ASHRAE database is understood without options", () => {
  const schema = recognize(ASHRAE);
  expect(schema).toMatchObject({ world: "ashrae", target: "thermal_sensation", group: "building_id" });
  expect(schema.named("feature")).toEqual(
    "season age gender height weight ta tr rh vel met clo fan t_out_isd".split(" "),
  );
});

test("no other vote, no identifier and no index of the file's authors is a feature, and each says why", () => {
  const excluded = recognize(ASHRAE).columns.filter(({ role }) => role === "excluded");
  expect(excluded.map(({ name }) => name)).toEqual(
    "index record_id subject_id thermal_acceptability thermal_preference thermal_comfort pmv set".split(" "),
  );
  expect(excluded.every(({ reason }) => reason !== undefined)).toBe(true);
});

test("the Santa Maria survey is understood without options, in whatever case its header is", () => {
  const schema = recognize(SANTA_MARIA.toUpperCase());
  expect(schema).toMatchObject({ world: "santa-maria", target: "thermal_sensation", group: MONTH_YEAR });
  expect(schema.columns.find(({ name }) => name === "height")).toMatchObject({ source: "ALTURA", unit: "length" });
  expect(schema.named("excluded")).toEqual(["p2", "p3", "p4", "p5", "p6", "p7", "p8"]);
  expect(schema.named("feature")).toEqual(
    expect.arrayContaining(["ta", "rh", "vel", "clo", "age", "gender", "rajada"]),
  );
});

test("another target may be asked for, and the usual one then is a vote like the others", () => {
  const schema = recognize(ASHRAE, { target: "Thermal_Comfort" });
  expect(schema.target).toBe("thermal_comfort");
  expect(schema.named("target")).toEqual(["thermal_comfort"]);
  expect(schema.named("excluded")).toContain("thermal_sensation");
  expect(recognize(SANTA_MARIA, { target: "p3" }).named("excluded")).toContain("thermal_sensation");
});

test("columns that are not there are told of and nothing more", () => {
  const schema = recognize(ASHRAE.replace(",met,clo", ""));
  expect(schema.world).toBe("ashrae");
  expect(schema.messages.join("\n")).toContain("met, clo");
});

test("any other table has its target named, and may have a group", () => {
  const schema = recognize("Room,Power,Fan_Speed,Comfort_Vote,Yield", { target: "yield" });
  expect(schema).toMatchObject({ world: "generic", target: "yield", group: "room" });
  expect(schema.named("feature")).toEqual(["power", "fan_speed"]);
  expect(recognize("a,b,c", { target: "c", group: "a" }).group).toBe("a");
  expect(recognize("a,b,c", { target: "c" }).group).toBeUndefined();
});

test("a target that is not there is refused with the columns that are", () => {
  expect(() => recognize(ASHRAE.replace("thermal_sensation,", ""))).toThrow(TargetError);
  expect(() => recognize(ASHRAE, { target: "nope" })).toThrow(/no column "nope".*columns present: index, record_id/);
  expect(() => recognize("a,b")).toThrow("name one by --target; columns present: a, b");
});

test("columns that are not used are named", () => {
  const { messages } = recognizeSurvey(["id", "ta", "p2", "vote"], { target: "vote" });
  expect(messages).toContain("Columns that are not used to predict: id, p2.");
});
