// Typical runs, told: where each stood by day, and what happened on which day.
const storyKinds = {
  agreement: { title: "The most typical agreement", tone: toneOf("comprehensive_agreement") },
  stalemate: { title: "The most typical stalemate", tone: toneOf("collapse_without_force") },
  escalation: { title: "The most typical escalation", tone: toneOf("regional_war") },
};

// A small line chart: values from low to high by day, moments as vertical rules. series: [{name, values, tone, dash}]
const smallLine = (title, series, low, high, moments, width = 240, height = 60) => {
  const days = Math.max(...series.map((s) => s.values.length));
  const x = (day) => (days < 2 ? 0 : ((day - 1) / (days - 1)) * width);
  const y = (value) => height - ((value - low) / (high - low)) * height;
  const edge = (value) => (Number.isInteger(value) ? exact(value) : brief(value));
  const line = (attributes) => svg("line", { "vector-effect": "non-scaling-stroke", ...attributes });
  const picture = svg(
    "svg",
    {
      viewBox: `0 0 ${width} ${height}`,
      preserveAspectRatio: "none",
      role: "img",
      "aria-label": `${title}, ${series.map((s) => `${s.name ?? ""} from ${brief(s.values[0])} to ${brief(s.values.at(-1))}`).join(", ")}`,
    },
    ...[0, height].map((level) => line({ x1: 0, x2: width, y1: level, y2: level, stroke: "var(--rule)" })),
    ...moments.map(({ day }) =>
      line({
        x1: x(day),
        x2: x(day),
        y1: 0,
        y2: height,
        stroke: "var(--tone)",
        "stroke-width": 1.5,
        "stroke-dasharray": "3 2",
      }),
    ),
    ...series.map((s) =>
      svg("polyline", {
        points: s.values.map((v, d) => `${x(d + 1).toFixed(1)},${y(v).toFixed(1)}`).join(" "),
        fill: "none",
        stroke: s.tone,
        "stroke-width": 2,
        "stroke-dasharray": (s.dash ?? [1, 0]).join(" "),
        "stroke-linejoin": "round",
        "vector-effect": "non-scaling-stroke",
      }),
    ),
  );
  const named = series.filter((s) => s.name);
  return h(
    "figure",
    {},
    h("figcaption", {}, `${title}, ${edge(low)} to ${edge(high)}`),
    picture,
    named.length > 0 ? legendOf(named) : null,
  );
};

const timeline = (story) =>
  h(
    "ol",
    { class: "timeline" },
    story.passages.map((passage) => {
      const moments = story.moments.filter((m) => Math.ceil(m.day) === passage.day);
      return h(
        "li",
        { class: moments.length > 0 ? "moment" : null },
        h(
          "div",
          { class: "date" },
          h("b", {}, passage.date),
          `day ${passage.day}, tension ${fixed(passage.tension, 2)}`,
        ),
        h(
          "div",
          {},
          moments.map((m) => h("span", { class: "badge" }, capital(m.what))),
          moments.length > 0 ? h("br") : null,
          unbroken(passage.text),
        ),
      );
    }),
  );

const storyLines = (study, story) => {
  const ofActors = (series) =>
    study.actors.flatMap((actor, place) => {
      const found = series.find((s) => s.id === actor.id);
      return found ? [{ name: actor.name, values: found.values, ...seriesLook(place) }] : [];
    });
  const posture = ofActors(story.lines.posture);
  const reached = posture.flatMap((s) => s.values);
  const ends = [Math.min(0, ...reached), Math.max(1, study.stories.ladder.length - 1, ...reached)];
  return h(
    "div",
    { class: "lines" },
    smallLine("Tension", [{ values: story.lines.tension, tone: accent }], 0, 1, story.moments),
    smallLine("Trust in the other's word", ofActors(story.lines.trust), 0, 1, story.moments),
    smallLine("Posture", posture, ...ends, story.moments),
  );
};

// "interim agreement, broken on 3 June 2026"
const endingText = (study, story) => {
  const { name } = endingOf(story.outcome);
  if (!story.outcome.endsWith("_agreement")) return name;
  const breach = story.moments.find((moment) => moment.what === "breach");
  return `${name}, ${story.in_force ? "in force at the end" : breach ? `broken on ${longDate(study.start_date, Math.ceil(breach.day))}` : "not in force at the end"}`;
};

const storyArticle = (study, story, level) => {
  const { title, tone } = storyKinds[story.class];
  const folder = study.file.replace(/[^/]*$/, "");
  const element = h(
    "article",
    { class: "story" },
    h(`h${level}`, {}, title),
    h(
      "p",
      { class: "facts" },
      `Run ${story.run}, nearest to the medians of ${counted(story.class_runs, "run")}: ${endingText(study, story)}. ` +
        `It ended on ${longDate(study.start_date, Math.round(story.end_day))} after ${counted(story.rounds, "round")} of talks and ${counted(story.incidents, "incident")}.`,
    ),
    h("p", { class: "ending" }, unbroken(story.ended)),
    storyLines(study, story),
    story.text.length > 0
      ? folded("What the text in force at the end changes", pairs(story.text.map((term) => [term.issue, term.amount])))
      : null,
    folded(`Day by day: ${counted(story.passages.length, "day")} on which something happened`, timeline(story)),
    h(
      "p",
      { class: "facts" },
      "Replay it: ",
      h(
        "code",
        {},
        `backchannel trace ${folder}scenario.resolved.yaml `,
        h("span", {}, `--run ${story.run}`),
        " ",
        h("span", {}, `--seed ${study.seed}`),
      ),
    ),
  );
  element.style.setProperty("--tone", tone);
  return element;
};

const storyPart = (study, level) => {
  const stories = study.stories;
  if (stories.missing) return [h("p", {}, stories.missing)];
  return [
    h(
      "p",
      { class: "intro" },
      "Of each kind of ending the run that is nearest to the medians of its kind: no run is the average, " +
        "but these are the least unusual ones. Dashed rules mark agreements, breaches, first strikes, war and its end.",
    ),
    ...stories.told.map((story) => storyArticle(study, story, level + 1)),
    folded(
      "How they were chosen",
      h(
        "p",
        {},
        `Among the first ${counted(stories.among, "run")}, the one with the ` +
          "smallest mean distance to the medians of its kind, each quantity in units of its interquartile range (what never happens counts as " +
          `the day after the last, a term without a text as the end where nothing is agreed): ${stories.compared}.`,
      ),
    ),
  ];
};
