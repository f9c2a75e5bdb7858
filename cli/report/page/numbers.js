// Numbers and dates in words. Every decimal that a reader sees comes from `fixed`.

// What lies half-way goes away from 0, as everywhere in the program (sim/core/text.hpp): 9.25 is 9.3.
// As in sim/core/text.hpp: what differs from a half by a rounding error alone is a half, and goes away from 0.
const fixed = (value, digits = 0) => {
  const power = 10 ** digits;
  const scaled = value * power;
  const whole = Math.trunc(scaled);
  const isHalf = Math.abs(Math.abs(scaled - whole) - 0.5) < 1e-9;
  const text = (isHalf ? (whole + Math.sign(scaled)) / power : value).toFixed(digits);
  return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "−");
};

const told = (value) => value !== null && value !== undefined;
const wholeFormat = new Intl.NumberFormat("en-US");
const grouped = (whole) => wholeFormat.format(whole).replace("-", "−");
// Three digits, and none behind the point from 100 on (brief_number of analysis/text/text_table.hpp).
const brief = (value) => {
  if (!told(value)) return "–";
  const size = Math.abs(value);
  return size >= 1e4
    ? grouped(Number(value.toFixed(0)))
    : fixed(value, size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3);
};
// A number that a study sets: as it is up to four digits, else with three.
const short = (value) =>
  told(value) && Number(value.toPrecision(4)) !== value && !Number.isInteger(value)
    ? brief(value).replace(/^0\.0+$/, "0")
    : told(value) && Math.abs(value) < 5e-4
      ? exact(Number(value.toFixed(6)))
      : exact(value);
// An edge of bins that are so wide, with three digits of the width.
const edgeText = (value, width) => {
  const digits = Math.max(0, 2 - Math.floor(Math.log10(width)));
  const text = fixed(value, Math.min(digits, 12));
  return text.includes(".") ? text.replace(/\.?0+$/, "") : exact(Number(text.replace("−", "-")));
};
// As it is, in the shortest form.
const exact = (value) =>
  !told(value)
    ? "–"
    : Math.abs(value) >= 1e4 && Number.isInteger(value)
      ? grouped(value)
      : String(value).replace("-", "−");
const percent = (share, digits = 1) => (told(share) ? `${fixed(100 * share, digits)}\u00a0%` : "–");
const range = (pair, digits = 1) =>
  pair ? `${fixed(100 * pair[0], digits)}–${fixed(100 * pair[1], digits)}\u00a0%` : "–";
const plus = (value, digits = 1) =>
  `${Number(fixed(Math.abs(value), digits)) === 0 ? "" : value > 0 ? "+" : "−"}${fixed(Math.abs(value), digits)}`;
const counted = (number, one, more = `${one}s`) => `${grouped(number)} ${number === 1 ? one : more}`;
const listed = (parts) => (parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`);

const words = (name) => name.replaceAll("_", " ");
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const unbroken = (text) => text.replaceAll(" %", "\u00a0%");

const dateOf = (start, day) => {
  const [year, month, first] = start.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, first + day - 1));
};
const dateFormat = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});
const longDate = (start, day) => dateFormat.format(dateOf(start, day));
