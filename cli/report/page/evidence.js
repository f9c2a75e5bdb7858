// What the results rest on, and how they were made.
// A row of `study.parameters`: [path, kind, mean, low, high, unit, meaning, evidence, written, inert, title]
const parameterOf = ([path, kind, mean, low, high, unit, meaning, evidence, , inert, title]) => {
  const [basis, ...rest] = evidence.split(";");
  return { path, kind, mean, low, high, unit, meaning, basis, note: rest.join(";").trim(), inert, title };
};

const believed = ({ kind, mean, low, high, unit }) => {
  const end = unit ? ` ${unit}` : "";
  if (kind === "value") return `${exact(mean)}${end}`;
  const bound = (value, otherwise) => (value === null || Math.abs(value) > 1e300 ? otherwise : exact(value));
  return `${words(kind)}: mean ${brief(mean)}, from ${bound(low, "−∞")} to ${bound(high, "∞")}${end}`;
};

const evidencePart = (study) => {
  const all = study.parameters.map(parameterOf);
  const count = (basis) => grouped(all.filter((p) => p.basis === basis).length);
  const uncertain = all.filter((p) => p.kind !== "value").length; // those with a prior
  const columns = [
    { title: "number", kind: "wide" },
    { title: "path, for --set", kind: "path" },
    { title: "basis" },
    { title: "value or prior", kind: "wide" },
    { title: "source and note", kind: "wide" },
  ];
  const rows = all.map((p) => [
    p.title + (p.inert ? ` (cannot act here: ${p.inert})` : ""),
    p.path,
    p.basis,
    believed(p),
    p.note,
  ]);
  const place = h("div");
  const field = h("input", { type: "search", oninput: () => show() });
  const total = h("p", { role: "status" });
  const show = () => {
    const wanted = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = rows.filter((row) => {
      const text = row.join(" ").toLowerCase();
      return wanted.every((w) => text.includes(w));
    });
    total.textContent = `${grouped(found.length)} of ${counted(rows.length, "number")}`;
    place.replaceChildren(
      table(
        "Evidence of the numbers",
        columns,
        found.map((row) => row.map((cell, i) => (columns[i].kind === "path" ? pathText(cell) : cell))),
      ),
    );
  };
  const details = h(
    "details",
    {
      class: "evidence",
      ontoggle: () => {
        if (details.open && !place.hasChildNodes()) show();
      },
    },
    h("summary", {}, "Every number with its basis, source and prior"),
    h("label", {}, "Find (a word, a name, judgement, fact, default) ", field),
    total,
    place,
  );
  return [
    h(
      "p",
      {},
      `The scenario consists of ${counted(all.length, "number")}: ${count("judgement")} rest on somebody's judgement, ` +
        `${count("fact")} are facts with a source, ${count("default")} defaults of the format, and ${count("no basis") === "0" ? "none is" : `${count("no basis")} are`} without a basis. ` +
        `${uncertain === 0 ? "None of them is uncertain" : `${grouped(uncertain)} of them are uncertain: a prior says how likely each value is held to be, and a value is drawn from it anew for every ${study.plays} runs`}. ` +
        "What this page says rests on them; who judges otherwise can change any of them with --set and play again.",
    ),
    details,
  ];
};

const sessionRows = (study) =>
  study.sessions.flatMap(([started, command, build, threads, runs, seconds, ended], i) => [
    [
      study.sessions.length > 1 ? `session ${i + 1}` : "played",
      `${started}, ${counted(runs, "run")} in ${brief(seconds)} s on ${counted(threads, "thread")}${ended ? `; ${ended}` : "; not ended"}`,
    ],
    ["command", command],
    [
      "build",
      Object.entries(JSON.parse(build))
        .map(([name, value]) => `${name} ${value}`)
        .join("; "),
    ],
  ]);

const makingPart = (study) => [
  pairs([
    ["study file", study.file],
    ["scenario", `hash ${study.scenario_hash}`],
    ["seed", study.seed],
    [
      study.kind === "run" ? "runs" : "runs a point",
      `${timesOf(study)}${study.failed > 0 ? `; ${grouped(study.failed)} more failed and are left out` : ""}`,
    ],
    ...sessionRows(study),
  ]),
  study.failures?.length > 0
    ? table(
        "Failed runs",
        [{ title: "run" }, { title: "why", kind: "wide" }],
        study.failures.map(([run, why]) => [String(run), why]),
      )
    : null,
  h(
    "p",
    { class: "intro" },
    "The same scenario, seed and number of runs give the same page on every machine, but for the sessions. " +
      "Intervals of the simulation are Wilson's on the effective number of runs, since the runs of a set of values are correlated; the range over the " +
      "judgements is a beta law with the variance that lies between the sets. The measures and their sources stand in analysis/README.md.",
  ),
];
