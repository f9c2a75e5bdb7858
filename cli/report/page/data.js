// What the program wrote into the page, and the words and colours that all parts share.
const data = JSON.parse(document.getElementById("data").textContent);
// Numbers of the scenario that several studies share stand in the first of them.
for (const study of data.studies)
  if (typeof study.parameters === "number") study.parameters = data.studies[study.parameters].parameters;
// So does what several numbers mean, in the first row that says it.
for (const { parameters = [] } of data.studies)
  for (const row of parameters) if (typeof row[6] === "number") row[6] = parameters[row[6]][6];

// The six endings and the states of a day, each {id, name, tone, meaning}, from the best to the worst.
const { endings, states } = data.vocabulary;
const endingOf = (id) => endings.find((ending) => ending.id === id);
const endingNames = endings.map((ending) => ending.name);

const toneOf = (id) => endingOf(id).tone;
const scopeTones = { comprehensive: toneOf("comprehensive_agreement"), interim: toneOf("interim_agreement") };
// First passages: what has come by a day.
const passages = {
  interim: { name: "interim agreement", tone: scopeTones.interim },
  comprehensive: { name: "comprehensive agreement", tone: scopeTones.comprehensive },
  strike: { name: "first strike", tone: toneOf("limited_strike") },
  war: { name: "regional war", tone: toneOf("regional_war") },
  breach: { name: "breach of an agreement", tone: data.vocabulary.breach_tone },
  war_end: { name: "end of the first war", tone: data.vocabulary.war_end_tone },
  agreement_after_force: { name: "agreement after force", tone: data.vocabulary.after_force_tone },
};

// Several of a kind, told apart by colour and dashes. After Okabe and Ito's colours for the colour-blind, of a lightness that
// stands out from white and from black paper.
const seriesTones = ["#2f7fb8", "#c8682a", "#3a9a76", "#b0679a", "#8f8a2b", "#6f7bd0", "#a3543f", "#6b7780"];
const seriesDashes = [
  [1, 0],
  [7, 3],
  [2, 3],
  [9, 3, 2, 3],
  [4, 2],
  [12, 3],
  [1, 2],
  [6, 2, 1, 2],
];
const accent = seriesTones[0];
const seriesLook = (place) => ({
  tone: seriesTones[place % seriesTones.length],
  dash: seriesDashes[place % seriesDashes.length],
});

const timesOf = (study) => (study.kind === "sweep" ? study.runs_each.replace(/ runs?$/, "") : grouped(study.runs));
const source = (study) =>
  `${study.title}; ${study.kind === "sweep" ? `${study.runs_each} a point` : counted(study.runs, "run")}, ` +
  `seed ${study.seed}${study.set ? `; with ${study.set}` : ""}${study.unfinished ? `; ${study.unfinished}` : ""}`;
const chart = (study, parts) => figure({ source: source(study), ...parts });
