// Small texts that summaries and figures share.
#pragma once

#include <string>

#include "analysis/findings/summary.hpp"
#include "sim/core/text.hpp"

namespace backchannel {

/// Three digits, and none behind the point from 100 on; thousands are parted from 10,000 on.
[[nodiscard]] std::string brief(double value);
/// A term of an issue: the same, but no more digits than the steps bear in which terms are counted, a last digit being
/// no less than a step (of an axis of 100 units .025, and so 5.3); on an axis shorter than 1 as many more decimals.
[[nodiscard]] std::string term_text(double value, const IssueFacts& issue);
/// The same as a number, with all digits that the steps bear; of an issue with levels as it is.
[[nodiscard]] double term_number(double value, const IssueFacts& issue);
/// "1 run", "20,000 runs".
[[nodiscard]] std::string runs_text(std::uint64_t runs);
/// "20,000 runs of up to 180 days from 2026-02-07, seed 1", and what is unfinished or failed.
[[nodiscard]] std::string provenance(const Summary& summary);
/// Of passage_names: "interim agreement", "first strike", "breach of an agreement".
[[nodiscard]] std::string passage_words(const std::string& name);
/// Of an issue with levels: "fixed release in 88.1 %, none (as before) in 11.9 %", in the order of the levels; as
/// before: nearest to the status quo of the start, so that a text that moves it may change nothing by its name.
[[nodiscard]] std::string level_words(const TermSummary& term, const IssueFacts& issue);

/// How much of what decides between yes and no is luck: "59 %", "> 97 %" where judgement cannot be told from nothing;
/// "not told" where it may be anything, empty where nothing is judged.
[[nodiscard]] std::string luck_words(const ClassShare& share);

/// Who broke agreements first, and on what ground: "Lowland breaks first in 66.1 % of runs (its losses exceed what
/// honouring keeps in 40.2 %, it trusts too little in 20.1 %, by chance in 5.8 %)"; empty where nobody did.
[[nodiscard]] std::string breaker_words(const Summary& summary);

/// "wars last 11 days at the median (quartiles 9, 17); 52.1 % of exchanges outlast a week; of 100 first wars 28 are
/// followed by a text, 61 go on at the end and 11 are over without one"; empty without an exchange of force.
[[nodiscard]] std::string fighting_words(const FightingSummary& fighting);

/// Which issues stand there, and why the texts counted are not the runs of the classes of agreement.
inline constexpr const char* which_texts =
    "Issues that a text of the kind cannot move are not listed. These counts are not those of the outcome classes: a "
    "text that broke before the end is missing, and one in force in a run with strikes or a war is included.";

/// "40 × 20 runs"
[[nodiscard]] std::string nested_runs(const NestedDesign& design);
/// The classes whose mean share in the nested design differs from their share of runs by more than two standard errors,
/// as a sentence; empty where there is none.
[[nodiscard]] std::string nested_means_apart(const Summary& summary);
/// The classes whose share lies outside its range over the judgements, and how that can be; empty where there is none.
[[nodiscard]] std::string shares_outside_ranges(const Summary& summary);

inline constexpr const char* caution =
    "A model of argument, not of the future: it supports thought; it does not predict.";

}  // namespace backchannel
