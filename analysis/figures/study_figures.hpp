// The figures of a study. Each says in its caption what is drawn, of which study, and that it does not predict.
//
//   outcomes    shares of the six classes: the 95 % interval of finite runs, and the 5–95 % range over the judgements
//   timing      cumulative incidence with pointwise 95 % bands; what comes first, agreement or force
//   terms       histograms of the terms in force at the end, an issue a panel, in physical units
//   tension     fan of the daily distribution: median, quartiles, 5 and 95 %
//   ladder      fan of the daily distribution of posture on the ladder of mobilisation, an actor a panel
//   escalation  daily score: mean with its interval; shares of runs by the score of the day's acts; on request beside
//               language models in war games
//   parameters  shares of the classes in the thirds of the uncertain parameters that drive the outcomes most
#pragma once

#include <optional>
#include <span>

#include "analysis/figures/draw/figure.hpp"
#include "analysis/findings/study_data.hpp"
#include "analysis/findings/summary.hpp"

namespace backchannel::figures {

[[nodiscard]] Figure outcomes_figure(const Summary& summary);
/// Without first events the second panel is left out.
[[nodiscard]] Figure timing_figure(const Summary& summary, std::span<const FirstEventSummary> first_events);
[[nodiscard]] Figure terms_figure(const Summary& summary, const Tally& tally);
[[nodiscard]] Figure tension_figure(const Summary& summary, const Daily& daily);
[[nodiscard]] Figure ladder_figure(const Summary& summary, const Daily& daily);
enum class Overlay { none, war_games };
[[nodiscard]] Figure escalation_figure(const Summary& summary, const Daily& daily, Overlay overlay);
/// At most `most` parameters.
[[nodiscard]] Figure parameters_figure(const Summary& summary, const std::vector<JudgementSensitivity>& drivers,
                                       std::size_t most = 8);

}  // namespace backchannel::figures
