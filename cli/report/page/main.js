// The page: title, summary, and the parts of each study.
const several = data.studies.length > 1;
const titleOf = (study) => (study.kind === "comparison" ? changeTitle(study) : study.title);
data.studies.forEach((study, i) => {
  study.label = several ? `${i + 1} · ${titleOf(study)}${study.differs ? ` (${study.differs})` : ""}` : titleOf(study);
});

// A run, a sweep and a comparison are told by other parts.
const partsOf = (study) => {
  const making = ["making", "How it was made", makingPart];
  if (study.kind === "comparison") return [["changes", "What changes", comparisonPart], making];
  if (study.kind === "sweep")
    return [["points", "What the factors do", sweepPart], ["design", "What was moved", designPart], making];
  const results = [
    ["endings", "How it ends", outcomePart],
    ["baselines", "Beside past crises", baselinePart],
    ["times", "When it happens", timePart],
    ["terms", "On what terms", termPart],
    ["course", "How the crisis moves", coursePart],
  ];
  return [
    ...(study.summary.outcomes ? results : []),
    ...(study.drivers.length > 0 ? [["drivers", "What drives it", driverPart]] : []),
    ["stories", "Typical runs", storyPart],
    ["evidence", "What it rests on", evidencePart],
    making,
  ];
};

const overWhat = (study) => {
  const labels = study.factors.filter((factor) => factor.kind !== "placebo").map((factor) => factor.title);
  return labels.length > 4 ? counted(labels.length, "factor") : listed(labels);
};
const factsOf = (study) => {
  const set = study.set ? `; with ${study.set}` : "";
  const span = `up to ${study.horizon} days from ${longDate(study.start_date, 1)}, seed ${study.seed}${set}`;
  if (study.kind === "sweep") return `Sweep over ${overWhat(study)}; ${study.runs_each} a point, ${span}`;
  if (study.kind === "comparison")
    return `What this changes in “${study.title}”; ${counted(study.runs, "run")} on each side, ${span}`;
  return `${counted(study.runs, "run")} of ${span}`;
};
const warningsOf = (study) =>
  [
    study.kind === "run" && study.planned ? `Unfinished: ${grouped(study.planned)} runs are planned.` : null,
    study.unfinished ? `${study.unfinished}.` : null,
    study.failed > 0 ? `${counted(study.failed, "run")} failed and are left out.` : null,
    study.kind !== "run" || study.summary.outcomes
      ? null
      : study.runs === 0
        ? "No run finished."
        : "More than 0.1 % of the runs failed: no share is shown.",
  ].filter(Boolean);
const heading = (study) => [
  h("p", { class: "facts" }, factsOf(study)),
  study.description ? h("p", { class: "about" }, unbroken(study.description)) : null,
  ...(study.kind === "comparison"
    ? [sideWords("Before", study.change.before), sideWords("After", study.change.after)].flat()
    : []),
  ...warningsOf(study).map((warning) => h("p", { class: "warning" }, warning)),
];

const summary = (study) => {
  const sentences = study.kind === "sweep" ? sweepSentences(study) : (study.sentences ?? []);
  return sentences.length === 0
    ? []
    : [
        h("p", { class: "lead" }, unbroken(sentences[0])),
        h(
          "ul",
          { class: "points" },
          sentences.slice(1).map((sentence) => h("li", {}, unbroken(sentence))),
        ),
      ];
};

const sections = (study, index, level) =>
  partsOf(study).map(([id, title, make]) =>
    h(
      "section",
      { id: `${id}${several ? `-${index + 1}` : ""}`, "aria-label": several ? `${title}: ${study.label}` : title },
      h(`h${level}`, {}, title),
      make(study, level),
    ),
  );

const contents = () =>
  h(
    "ol",
    {},
    [...document.querySelectorAll("main section, main article.study")].map((part) =>
      h("li", {}, h("a", { href: `#${part.id}` }, part.querySelector("h2, h3").textContent)),
    ),
  );

const main = document.getElementById("main");
const kicker = h("p", { class: "kicker" }, "Backchannel · a simulated crisis");
const caution = h("p", { class: "caution" }, data.caution);
if (several) {
  main.append(
    h("header", { class: "title" }, kicker, h("h1", {}, `${data.studies.length} studies`), caution),
    besidePart() ?? "",
  );
  data.studies.forEach((study, i) =>
    main.append(
      h(
        "article",
        { class: "study", id: `study-${i + 1}` },
        h("h2", {}, study.label),
        heading(study),
        summary(study),
        sections(study, i, 3),
      ),
    ),
  );
} else {
  const [study] = data.studies;
  main.append(
    h("header", { class: "title" }, kicker, h("h1", {}, titleOf(study)), heading(study), summary(study), caution),
    ...sections(study, 0, 2),
  );
}
document.getElementById("contents").append(contents());
document.addEventListener("DOMContentLoaded", () =>
  drawAll().then(() => {
    document.body.dataset.ready = "yes";
  }),
);
