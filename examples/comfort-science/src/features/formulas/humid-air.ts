/**
 * Heat index in °C: what the air feels like in the shade, by the United States' National Weather Service.
 *
 * Rothfusz, "The Heat Index Equation", NWS Technical Attachment SR 90-23 (1990), with the adjustments for very dry and very
 * humid air, and the simple formula, a mean of the temperature and of Steadman's results, where it stays below 80 °F:
 * https://www.wpc.ncep.noaa.gov/html/heatindex_equation.shtml
 */
export function heatIndex(temperature: number, humidity: number): number {
  const t = temperature * 1.8 + 32;
  const rh = humidity;
  const simple = 0.5 * (t + (61 + (t - 68) * 1.2 + rh * 0.094));
  return ((simple < 80 ? simple : rothfusz(t, rh)) - 32) / 1.8;
}

function rothfusz(t: number, rh: number): number {
  const index =
    -42.379 +
    2.04901523 * t +
    10.14333127 * rh -
    0.22475541 * t * rh -
    0.00683783 * t * t -
    0.05481717 * rh * rh +
    0.00122874 * t * t * rh +
    0.00085282 * t * rh * rh -
    0.00000199 * t * t * rh * rh;
  if (rh < 13 && t >= 80 && t <= 112) {
    return index - ((13 - rh) / 4) * Math.sqrt((17 - Math.abs(t - 95)) / 17);
  }
  if (rh > 85 && t >= 80 && t <= 87) {
    return index + ((rh - 85) / 10) * ((87 - t) / 5);
  }
  return index;
}

/**
 * Dew point in °C by Magnus' formula, with the constants for water between −40 and 50 °C of Alduchov and Eskridge,
 * "Improved Magnus Form Approximation of Saturation Vapor Pressure", J. Appl. Meteor. 35 (1996), eq. 25.
 */
export function dewPoint(temperature: number, humidity: number): number {
  // Air without any water does not have a dew point.
  if (!(humidity > 0)) {
    return Number.NaN;
  }
  const a = 17.625;
  const b = 243.04;
  const gamma = Math.log(humidity / 100) + (a * temperature) / (b + temperature);
  return (b * gamma) / (a - gamma);
}
