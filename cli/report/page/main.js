// The page: title, summary, and the parts of each study.
const data = JSON.parse(document.getElementById("data").textContent);
const several = data.studies.length > 1;
// Numbers of the scenario that several studies share stand in the first of them.
for (const study of data.studies) if (typeof study.parameters === "number") study.parameters = data.studies[study.parameters].parameters;
data.studies.forEach((study, i) => { study.label = several ? `${i + 1} · ${study.title}` : study.title; });

const parts = [
  ["endings", "How it ends", outcomePart], ["baselines", "Beside past crises", baselinePart], ["times", "When it happens", timePart], ["terms", "On what terms", termPart],
  ["course", "How the crisis moves", coursePart],
];
const always = [
  ["stories", "Typical runs", storyPart], ["evidence", "What it rests on", evidencePart], ["making", "How it was made", makingPart],
];

// A run, a sweep and a comparison are told by other parts.
const partsOf = (study) => {
  if (study.kind === "comparison") return [["changes", "What changes", transitionPart], ["making", "How it was made", makingPart]];
  if (study.kind === "sweep") return [["points", "What the factors do", sweepPart], ["design", "What was moved", designPart], ["making", "How it was made", makingPart]];
  return [...(study.summary.outcomes ? parts : []), ...(study.drivers.length > 0 ? [["drivers", "What drives it", driverPart]] : []), ...always];
};

const overWhat = (study) => {
  const titles = study.factors.filter((f) => f.kind !== "placebo").map((f) => f.title);
  return titles.length > 4 ? `${titles.length} factors` : titles.join("; ");
};

const heading = (study) => {
  if (study.kind !== "run") return [h("p", { class: "facts" }, `${study.kind === "sweep" ? `Sweep over ${overWhat(study)}` : "Comparison"}; ` +
    `${grouped(study.runs)} runs ${study.kind === "sweep" ? "a point" : "on each side"}, up to ${study.horizon} days from ${longDate(study.start_date, 1)}, seed ${study.seed}`),
  study.points.length < study.planned ? h("p", { class: "warning" }, `Unfinished: ${grouped(study.planned)} points are planned.`) : null];
  const line = `${grouped(study.runs)} runs of up to ${study.horizon} days from ${longDate(study.start_date, 1)}, seed ${study.seed}`;
  return [h("p", { class: "facts" }, line), study.description ? h("p", { class: "about" }, unbroken(study.description)) : null,
    study.planned ? h("p", { class: "warning" }, `Unfinished: ${grouped(study.planned)} runs are planned.`) : null,
    study.failed > 0 ? h("p", { class: "warning" }, `${grouped(study.failed)} runs failed and are left out.`) : null,
    study.summary.outcomes ? null : h("p", { class: "warning" },
      study.runs === 0 ? "No run finished." : "More than 0.1 % of the runs failed: no share is shown.")];
};

const summary = (study) => {
  const sentences = study.kind === "sweep" ? sweepSentences(study) : study.sentences ?? [];
  return sentences.length === 0 ? [] : [h("p", { class: "lead" }, unbroken(sentences[0])),
    h("ul", { class: "points" }, sentences.slice(1).map((s) => h("li", {}, unbroken(s))))];
};

const sections = (study, index, level) => partsOf(study).map(([id, title, make]) =>
  h("section", { id: `${id}${several ? `-${index + 1}` : ""}`, "aria-label": several ? `${title}: ${study.label}` : title },
    h(`h${level}`, {}, title), make(study, level)));

const besidePart = () => {
  const series = data.studies.filter((study) => study.summary?.outcomes).map((study) => ({ name: study.label, outcomes: ofModel(study) }));
  if (series.length < 2) return null;
  return h("section", { id: "beside", "aria-label": "Side by side" }, h("h2", {}, "Side by side"), figure({
    title: "How the runs of each study end", unit: "share of runs; thick: simulation, 95 %; thin: judgements, 90 %", alt: besideAlt(series),
    source: `${series.length} studies`, legend: besideLegend(series), spec: besideChart(series), table: besideTable("Share of runs", series) }));
};

const contents = () => h("ol", {}, [...document.querySelectorAll("main section, main article.study")].map((part) =>
  h("li", {}, h("a", { href: `#${part.id}` }, part.querySelector("h2, h3").textContent))));

const main = document.getElementById("main");
const kicker = h("p", { class: "kicker" }, "Backchannel · a simulated crisis");
const caution = h("p", { class: "caution" }, data.caution);
if (several) {
  main.append(h("header", { class: "title" }, kicker, h("h1", {}, `${data.studies.length} studies`), caution), besidePart() ?? "");
  data.studies.forEach((study, i) => main.append(h("article", { class: "study", id: `study-${i + 1}` },
    h("h2", {}, study.label), heading(study), summary(study), sections(study, i, 3))));
} else {
  const [study] = data.studies;
  main.append(h("header", { class: "title" }, kicker, h("h1", {}, study.title), heading(study), summary(study), caution), ...sections(study, 0, 2));
}
document.getElementById("contents").append(contents());
document.addEventListener("DOMContentLoaded", () => drawAll().then(() => { document.body.dataset.ready = "yes"; }));
