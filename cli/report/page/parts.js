// The parts of the page about one study, each a section.
const source = (study) => `${study.title}; ${grouped(study.runs)} runs, seed ${study.seed}`;
const chart = (study, parts) => figure({ source: source(study), ...parts });

const outcomePart = (study) => {
  const rows = outcomeRows(study);
  const { nested } = study.summary;
  const how = nested ? `measured with ${grouped(nested.draws)} × ${nested.runs_per_draw} runs` : "approximate";
  const note = h("span", {}, key("#58b3ae"), "share of runs; ", key(null, "interval"),
    "where it would lie with endlessly many runs (95 %); ", key("#58b3ae", "range"),
    `where the probability lies for nine in ten sets of judgements that the scenario allows (${how}). ` +
    "More runs shorten the first, never the second.");
  return [
    h("p", { class: "intro" }, "Each run ends in one of six ways; if force was used, that names the ending, whatever was agreed."),
    chart(study, {
      title: "How the runs end", unit: "share of runs; rule: simulation, 95 %; line below: judgements, 90 %", note,
      alt: `Bars. ${rows.map((r) => `${r.class} ${r.text}`).join(", ")}.`, spec: outcomeChart(study),
      table: { title: "Endings with both uncertainties", columns: [{ title: "ending" }, { title: "runs", number: true },
        { title: "share", number: true }, { title: "simulation, 95 %", number: true }, { title: "judgements, 90 %", number: true },
        { title: "decided by judgement", number: true }],
      rows: rows.map((r) => { const o = study.summary.outcomes[r.name];
        return [r.class, grouped(o.count), percent(o.share, 2), range(o.ci95, 2), range(o.range_over_priors_90),
          o.judgement_share ? percent(o.judgement_share.value, 0) : "–"]; }) },
    }),
    h("p", {}, "“Decided by judgement” (in the table) is the part of what decides between yes and no that lies in the uncertain " +
      `numbers of the scenario; the rest is luck within one set of numbers. Each set was played ${study.plays === 2 ? "twice" : `${study.plays} times`}.`),
  ];
};

const baselinePart = (study) => {
  const { classes, source: from } = study.summary.base_rates;
  const series = [{ name: "this study", outcomes: ofModel(study) }, ...classes.map(({ name, crises, outcomes }) => ({
    name: `${name} (${crises})`, outcomes: Object.fromEntries(Object.entries(outcomes).map(([n, o]) =>
      [n, { share: o.share, low: o.ci95[0], high: o.ci95[1] }])) }))];
  return [
    h("p", {}, "The naive forecast takes no model: it says what crises of the same kind came to. Where the model differs from it, " +
      "the scenario must be able to say why; where it does not, the model adds little."),
    chart(study, { title: "The model beside past crises", unit: "share; thick: 95 % (of the simulation, or of the number of crises); thin: judgements, 90 %",
      alt: besideAlt(series), legend: besideLegend(series), spec: besideChart(series), table: besideTable("Shares with 95 % intervals", series) }),
    h("p", { class: "intro" }, `Source: ${from}. Its forms of ending are put beside the model's six and do not mean quite the same: formal agreement, ` +
      "semi-formal or tacit understanding, faded, other ends with at most minor clashes, serious clashes, full-scale war. Crises there last until " +
      `they end, here at most ${study.horizon} days.`),
  ];
};

const timePart = (study) => {
  const passages = study.summary.first_passage;
  const marks = [30, 60, 90, study.horizon].filter((day, i, all) => day <= study.horizon && all.indexOf(day) === i);
  const names = Object.keys(passages);
  const end = names.map((n) => `${passageNames[n]} ${percent(passages[n].share_by_day.at(-1)[1])}`).join(", ");
  return [
    chart(study, {
      title: "By when it has happened", unit: "share of runs in which the event has come by that day; band: simulation, 95 %",
      alt: `Four rising lines by day. By the last day: ${end}.`, spec: passageChart(study),
      legend: names.map((n, i) => ({ name: passageNames[n], tone: passageTones[n], dash: passageDashes[i] })),
      table: { title: "Share of runs in which the event has come", columns: [{ title: "day" }, { title: "date" },
        ...names.map((n) => ({ title: passageNames[n], number: true }))],
      rows: passages[names[0]].share_by_day.map(([day], i) => [String(day), longDate(study.start_date, day),
        ...names.map((n) => percent(passages[n].share_by_day[i][1], 2))]) },
    }),
    table("By some days", [{ title: "event" }, ...marks.map((d) => ({ title: `by day ${d}`, number: true })),
      { title: "median day, where it comes", number: true }],
    names.map((n) => [passageNames[n], ...marks.map((d) => percent(passages[n].share_by_day[d - 1][1])),
      passages[n].median_day_if_ever === null ? "never" : String(Math.ceil(passages[n].median_day_if_ever))])),
    chart(study, {
      title: "Where the runs stand", unit: "share of runs in each state at the end of the day; runs that ended keep their last state",
      alt: "Stacked areas by day, from war at the bottom to comprehensive agreements in force at the top.", spec: stateChart(study),
      legend: stateOrder.map((s) => ({ name: stateNames[s], tone: stateTones[s] })),
      table: { title: "Share of runs in each state", columns: [{ title: "day" }, ...stateOrder.map((s) => ({ title: stateNames[s], number: true }))],
        rows: study.summary.state_by_day.talks.map(([day], i) =>
          [String(day), ...stateOrder.map((s) => percent(study.summary.state_by_day[s][i][1], 2))]) },
    }),
  ];
};

const moved = ({ bins }) => bins.filter((bin) => bin[2] > 0).length > 1;

// What the two ends of every issue mean, those of issues without a text included.
const axisEnds = (study) => {
  const told = study.issues.filter((issue) => issue.at_zero || issue.at_one);
  return told.length === 0 ? null : table("What is negotiated: the two ends of every issue", [{ title: "issue" },
    { title: "at one end", wide: true }, { title: "at the other", wide: true }],
  told.map((issue) => [issue.title, issue.at_zero || "–", issue.at_one || "–"]));
};

const termPart = (study) => {
  if (study.terms.length === 0) return [h("p", {}, "No agreement was in force at the end of any run."), axisEnds(study)];
  const own = (deal, { id }) => deal.issues.find((issue) => issue.id === id);  // none: texts of the kind cannot move it
  const all = [...study.terms].reverse().flatMap((deal) => deal.issues);
  const issues = all.filter((issue, k) => all.findIndex(({ id }) => id === issue.id) === k).map((issue) => ({ ...issue,
    parts: study.terms.flatMap((deal) => { const term = own(deal, issue); return term ? [{ scope: deal.scope, bins: term.bins }] : []; }).filter(moved) }));
  const still = issues.filter((issue) => issue.parts.length === 0).map((issue) => issue.title);
  const counts = study.terms.map((deal) => `${grouped(deal.runs)} ${deal.scope}`).join(" and ");
  return [
    h("p", { class: "intro" }, `What the texts say that are in force at the end: ${counts} agreements, each issue in its own unit. ` +
      "These counts are not those of the endings: a text that broke before the end is missing, and one in force in a run with limited strikes is included."),
    table("Terms: median, and the middle half of the texts", [{ title: "issue" },
      ...study.terms.map((deal) => ({ title: deal.scope, number: true }))],
    issues.map((issue) => [issue.unit ? `${issue.title}, ${issue.unit}` : issue.title, ...study.terms.map((deal) => {
      const term = own(deal, issue);
      if (!term) return "not in it";
      const [lower, median, upper] = term.quartiles;
      return moved(term) ? `${brief(median)} (${brief(lower)} to ${brief(upper)})` : `${brief(median)} in every text`;
    })])),
    h("div", { class: "grid" }, issues.filter((issue) => issue.parts.length > 0).map((issue) => chart(study, {
      title: capital(issue.title), unit: issue.unit,
      alt: `Histogram. ${study.terms.filter((deal) => own(deal, issue)).map((deal) =>
        `Median of ${deal.scope} agreements ${brief(own(deal, issue).quartiles[1])} ${issue.unit}`).join("; ")}.`,
      spec: termChart(issue), legend: issue.parts.map((p) => ({ name: p.scope, tone: scopeTones[p.scope] })), table: { title: `${capital(issue.title)}: number of texts`,
        columns: [{ title: issue.unit || "from" }, ...issue.parts.map((p) => ({ title: p.scope, number: true }))],
        rows: issue.parts[0].bins.map((bin, b) => [`${exact(bin[0])} – ${exact(bin[1])}`, ...issue.parts.map((p) => grouped(p.bins[b][2]))]) },
    }))),
    still.length > 0 ? h("p", { class: "intro" }, `Not drawn, since every text says the same: ${still.join(", ")}.`) : null,
    axisEnds(study),
  ];
};

const fanTable = (study, fan, title) => ({ title, columns: [{ title: "day" }, ...["mean", "5 %", "25 %", "50 %", "75 %", "95 %"]
  .map((name) => ({ title: name, number: true }))], rows: fan.days.map(([day, ...values]) => [String(day), ...values.map(exact)]) });

const coursePart = (study) => {
  const fan = (name) => study.fans.find((f) => f.name === name);
  const series = (kind) => study.actors.map(({ id, name }) => ({ name, fan: fan(`${kind}.${id}`) })).filter((s) => s.fan);
  const tension = fan("tension");
  const lines = (kind, title, unit, note) => {
    const all = series(kind);
    return chart(study, { title, unit, note, alt: `Lines by day. On the last day: ${all.map((s) =>
      `${s.name} ${brief(s.fan.days.at(-1)[1])}`).join(", ")}.`, spec: lineChart(study, all, unit),
    legend: all.map((s, i) => ({ name: s.name, tone: actorTones[i % actorTones.length], dash: dashes[i % dashes.length] })),
    table: { title: `${title}: mean over the runs`, columns: [{ title: "day" }, ...all.map((s) => ({ title: s.name, number: true }))],
      rows: all[0].fan.days.map(([day], i) => [String(day), ...all.map((s) => exact(s.fan.days[i][1]))]) } });
  };
  const rungs = study.stories.ladder ? `Rungs: ${study.stories.ladder.map((name, i) => `${i} ${name}`).join("; ")}. ` : "";
  return [
    chart(study, { title: "Tension", unit: "tension, 0 to 1",
      note: "Median of the runs (line), half of them (dark) and nine in ten (light); runs that ended keep their last value.",
      alt: `A band by day. Median ${brief(tension.days[0][4])} on day 1 and ${brief(tension.days.at(-1)[4])} on the last.`,
      spec: fanChart(study, tension, "tension, 0 to 1"), table: fanTable(study, tension, "Tension: mean and quantiles over the runs") }),
    lines("posture", "Posture of the forces", "rung of the ladder (mean)", `${rungs}Mean over the runs; runs that ended keep their last value.`),
    lines("trust", "Trust in the adversary's word", "belief that it keeps its word (mean)", "Mean over the runs; runs that ended keep their last value."),
  ];
};

const storyTitles = { agreement: "The most typical agreement", stalemate: "The most typical stalemate",
  escalation: "The most typical escalation" };
const storyTones = { agreement: "#0f7a80", stalemate: "#7f8a93", escalation: "#b5452c" };

// A small line chart: values from low to high by day, moments as vertical rules.
const smallLine = (title, series, low, high, moments, width = 240, height = 60) => {
  const days = Math.max(...series.map((s) => s.values.length));
  const x = (day) => (days < 2 ? 0 : ((day - 1) / (days - 1)) * width);
  const y = (value) => height - ((value - low) / (high - low)) * height;
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", role: "img",
    "aria-label": `${title}, ${series.map((s) => `${s.name ?? ""} from ${brief(s.values[0])} to ${brief(s.values.at(-1))}`).join(", ")}` });
  for (const edge of [0, height])
    picture.append(svg("line", { x1: 0, x2: width, y1: edge, y2: edge, stroke: "var(--rule)", "vector-effect": "non-scaling-stroke" }));
  for (const { day } of moments)
    picture.append(svg("line", { x1: x(day), x2: x(day), y1: 0, y2: height, stroke: "var(--tone)", "stroke-width": 1.5,
      "stroke-dasharray": "3 2", "vector-effect": "non-scaling-stroke" }));
  series.forEach((s) => picture.append(svg("polyline", { points: s.values.map((v, d) => `${x(d + 1).toFixed(1)},${y(v).toFixed(1)}`).join(" "),
    fill: "none", stroke: s.tone, "stroke-width": 2, "stroke-dasharray": (s.dash ?? [1, 0]).join(" "),
    "stroke-linejoin": "round", "vector-effect": "non-scaling-stroke" })));
  const names = series.filter((s) => s.name);
  return h("figure", {}, h("figcaption", {}, `${title}, ${low} to ${high}`), picture, names.length > 0 ? legendOf(names) : null);
};

const timeline = (story) => h("ol", { class: "timeline" }, story.passages.map((passage) => {
  const moments = story.moments.filter((m) => Math.ceil(m.day) === passage.day);
  return h("li", { class: moments.length > 0 ? "moment" : null },
    h("div", { class: "date" }, h("b", {}, passage.date), `day ${passage.day}, tension ${passage.tension.toFixed(2)}`),
    h("div", {}, moments.map((m) => h("span", { class: "badge" }, capital(m.what))), moments.length > 0 ? h("br") : null, unbroken(passage.text)));
}));

const story = (study, told, level) => {
  const top = Math.max(1, (study.stories.ladder?.length ?? 11) - 1);
  const place = (name) => study.actors.findIndex((actor) => actor.name === name);
  const toned = (series) => series.map((s) => ({ ...s, tone: actorTones[place(s.name) % actorTones.length],
    dash: dashes[place(s.name) % dashes.length] }));
  const folder = study.file.replace(/[^/]*$/, "");
  const element = h("article", { class: "story" },
    h(`h${level}`, {}, storyTitles[told.class]),
    h("p", { class: "facts" }, `Run ${told.run}, nearest to the medians of ${grouped(told.class_runs)} runs: ${words(told.outcome)}. ` +
      `It ended on ${longDate(study.start_date, Math.round(told.end_day))} after ${told.rounds} rounds of talks and ${told.incidents} incidents.`),
    h("p", { class: "ending" }, unbroken(told.ended)),
    h("div", { class: "lines" },
      smallLine("Tension", [{ values: told.lines.tension, tone: "#2f7fb8" }], 0, 1, told.moments),
      smallLine("Trust in the other's word", toned(told.lines.trust), 0, 1, told.moments),
      smallLine("Posture", toned(told.lines.posture), 0, top, told.moments)),
    told.text.length > 0 ? h("details", {}, h("summary", {}, "What the text in force at the end changes"),
      h("dl", {}, told.text.flatMap((term) => [h("dt", {}, term.issue), h("dd", {}, term.amount)]))) : null,
    h("details", {}, h("summary", {}, `Day by day: ${told.passages.length} days on which something happened`), timeline(told)),
    h("p", { class: "facts" }, "Replay it: ", h("code", {}, `backchannel trace ${folder}scenario.resolved.yaml `,
      h("span", {}, `--run ${told.run}`), " ", h("span", {}, `--seed ${study.seed}`))));
  element.style.setProperty("--tone", storyTones[told.class]);
  return element;
};

const storyPart = (study, level) => {
  const stories = study.stories;
  if (stories.missing) return [h("p", {}, stories.missing)];
  return [
    h("p", { class: "intro" }, "Of each kind of ending the run that is nearest to the medians of its kind: no run is the average, " +
      "but these are the least unusual ones. Dashed rules mark agreements, breaches, first strikes and war."),
    ...stories.told.map((told) => story(study, told, level + 1)),
    h("details", {}, h("summary", {}, "How they were chosen"), h("p", {}, `Among the first ${grouped(stories.among)} runs, the one with the ` +
      "smallest mean distance to the medians of its kind, each column in units of its interquartile range (what never happens counts as " +
      `the day after the last, a term without a text as position 0). Columns: ${stories.columns.join(", ")}.`)),
  ];
};

const basisOf = (row) => row[7].split(";")[0];
const believed = ([, kind, mean, low, high, unit]) => {
  const end = unit ? ` ${unit}` : "";
  if (kind === "value") return `${exact(mean)}${end}`;
  const bound = (value, otherwise) => (value === null || Math.abs(value) > 1e300 ? otherwise : exact(value));
  return `${words(kind)}: mean ${exact(mean)}, from ${bound(low, "−∞")} to ${bound(high, "∞")}${end}`;
};

const evidencePart = (study) => {
  const count = (basis) => study.parameters.filter((row) => basisOf(row) === basis).length;
  const uncertain = study.parameters.filter((row) => row[1] !== "value").length;
  const columns = [{ title: "number", path: true }, { title: "meaning", wide: true }, { title: "basis" }, { title: "value or prior", wide: true },
    { title: "source and note", wide: true }];
  const rows = study.parameters.map((row) => [row[0], row[6] + (row[9] ? ` (cannot act here: ${row[9]})` : ""), basisOf(row), believed(row),
    row[7].split(";").slice(1).join(";").trim()]);
  const place = h("div");
  const field = h("input", { type: "search", oninput: () => show() });
  const total = h("p", { role: "status" });
  const show = () => {
    const wanted = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = rows.filter((row) => { const text = row.join(" ").toLowerCase(); return wanted.every((w) => text.includes(w)); });
    total.textContent = `${grouped(found.length)} of ${grouped(rows.length)} numbers`;
    place.replaceChildren(table("Evidence of the numbers", columns, found));
  };
  const details = h("details", { class: "evidence", ontoggle: () => { if (details.open && !place.hasChildNodes()) show(); } },
    h("summary", {}, "Every number with its prior, basis and source"),
    h("label", {}, "Find (a word, a name, judgement, fact, default) ", field), total, place);
  return [
    h("p", {}, `The scenario consists of ${grouped(study.parameters.length)} numbers: ${grouped(count("judgement"))} marked judgements, ` +
      `${grouped(count("fact"))} facts with a source, ${grouped(count("default"))} defaults of the format, ${count("no basis") === 0 ? "none" : grouped(count("no basis"))} without a basis. ` +
      `${grouped(uncertain)} of them are uncertain: a value is drawn from the prior anew for every ${study.plays} runs. ` +
      "What this page says rests on them; who holds other judgements can change any of them with --set and play again."),
    details,
  ];
};

const makingPart = (study) => [
  h("dl", {}, [
    ["study file", study.file], ["scenario", `hash ${study.scenario_hash}`], ["seed", study.seed],
    [study.kind === "run" ? "runs" : "runs a point", `${grouped(study.runs)}${study.failed > 0 ? `; ${grouped(study.failed)} more failed and are left out` : ""}`],
    ...study.sessions.flatMap(([started, command, build, threads, runs, seconds, ended], i) => [
      [study.sessions.length > 1 ? `session ${i + 1}` : "played", `${started}, ${grouped(runs)} runs in ${brief(seconds)} s on ${threads} ` +
        `thread${threads === 1 ? "" : "s"}${ended ? `; ${ended}` : "; not ended"}`],
      ["command", command],
      ["build", Object.entries(JSON.parse(build)).map(([name, value]) => `${name} ${value}`).join("; ")]]),
  ].flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
  study.failures?.length > 0 ? table("Failed runs", [{ title: "run" }, { title: "why", wide: true }],
    study.failures.map(([run, why]) => [String(run), why])) : null,
  h("p", { class: "intro" }, "The same scenario, seed and number of runs give the same page on every machine, but for the sessions. " +
    "Intervals of the simulation are Wilson's on the effective number of runs, since the runs of a draw are correlated; the range over the judgements is a " +
    "beta law with the variance that lies between the draws. The measures and their sources stand in analysis/README.md."),
];
