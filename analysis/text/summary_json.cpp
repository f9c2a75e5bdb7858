#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/findings/summary.hpp"
#include "analysis/statistics/base_rates.hpp"

namespace backchannel {

namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }
Json number(const std::optional<double>& value) { return value ? number(*value) : Json(nullptr); }
Json pair(const Interval& interval) { return Json::array({number(interval.low), number(interval.high)}); }

Json json_of(const ClassShare& share) {
  Json json{{"count", share.count},
            {"share", number(share.estimate.share)},
            {"ci95", pair(share.estimate.interval)},
            {"ci95_together", pair(share.together)},
            {"effective_runs", number(share.estimate.effective)}};
  json["judgement_share"] =
      share.judgement ? Json{{"value", number(share.judgement->share)}, {"ci95", pair(share.judgement->interval)}}
                      : Json(nullptr);
  json["spread_over_priors"] = number(share.spread);
  json["range_over_priors_90"] = share.prior_range ? pair(*share.prior_range) : Json(nullptr);
  if (share.nested)
    json["nested"] = {{"mean", number(share.nested->mean)},
                      {"spread", number(share.nested->spread)},
                      {"range_90", share.prior_range ? pair(*share.prior_range) : Json(nullptr)},
                      {"low_ci95", pair(share.nested->low_error)},
                      {"high_ci95", pair(share.nested->high_error)}};
  return json;
}

Json json_of(const std::vector<ClassShare>& shares) {
  Json json = Json::object();
  for (const ClassShare& share : shares) json[share.name] = json_of(share);
  return json;
}

Json json_of(const PassageSummary& passage) {
  Json shares = Json::array(), bands = Json::array();
  for (std::size_t d = 0; d < passage.by_day.size(); ++d) {
    shares.push_back(Json::array({d + 1, number(passage.by_day[d].share)}));
    bands.push_back(pair(passage.by_day[d].interval));
  }
  const auto whole = [](const std::optional<int>& day) { return day ? Json(*day) : Json(nullptr); };
  Json quantiles = Json::array();
  for (const PassageDay& day : passage.days)
    quantiles.push_back(
        {{"share", day.share}, {"day", whole(day.day)}, {"ci95", Json::array({whole(day.low), whole(day.high)})}});
  return {{"share_by_day", shares},
          {"day_quantiles", quantiles},
          {"ci95_by_day", bands},
          {"median_day", passage.median_day ? Json(*passage.median_day) : Json(nullptr)},
          {"median_day_if_ever", number(passage.median_day_if_ever)}};
}

Json json_of(const DealSummary& deal, const StudyFacts& study) {
  Json terms = Json::object();
  for (const TermSummary& term : deal.terms) {
    const IssueFacts& issue = study.issues[term.issue];
    terms[issue.id] = {{"title", issue.title},
                       {"unit", issue.unit},
                       {"mean", number(term.mean)},
                       {"quartiles", Json::array({number(term.lower), number(term.median), number(term.upper)})}};
  }
  return {{"runs", deal.runs}, {"terms", terms}};
}

Json json_of(const std::vector<std::pair<std::string, double>>& shares) {
  Json json = Json::object();
  for (const auto& [name, share] : shares) json[name] = number(share);
  return json;
}

Json json_of(const std::vector<ActorSummary>& actors) {
  Json json = Json::object();
  for (const ActorSummary& actor : actors)
    json[actor.actor] = {{"mean_value", number(actor.value)},
                         {"mean_perceived_war_risk", number(actor.perceived_risk)},
                         {"mean_trust_at_end", number(actor.trust)},
                         {"mean_top_rung", number(actor.top_rung)}};
  return json;
}

Json json_of_states(const Summary& summary) {
  Json json = Json::object();
  for (std::size_t s = 0; s < day_state_names.size(); ++s) {
    Json days = Json::array();
    for (std::size_t d = 0; d < summary.state_by_day.size(); ++d)
      days.push_back(Json::array({d + 1, number(summary.state_by_day[d][s])}));
    json[day_state_names[s]] = days;
  }
  return json;
}

Json json_of_escalation(const Summary& summary) {
  Json days = Json::array();
  for (std::size_t d = 0; d < summary.escalation_by_day.size(); ++d)
    days.push_back(Json::array({d + 1, number(summary.escalation_by_day[d])}));
  return {{"mean_score_per_day", number(summary.escalation)}, {"mean_score_by_day", days}};
}

void add_results(Json& json, const Summary& summary) {
  json["outcomes"] = json_of(summary.outcomes);
  json["violence"] = json_of(summary.violence);
  json["settlement"] = json_of(summary.settlement);
  json["first_passage"] = Json::object();
  for (const PassageSummary& passage : summary.first_passage) json["first_passage"][passage.name] = json_of(passage);
  json["first_striker"] = json_of(summary.first_striker);
  json["paths"] = json_of(summary.paths);
  json["deal_terms"] = Json::object();
  for (const DealSummary& deal : summary.deals) json["deal_terms"][deal.scope] = json_of(deal, summary.study);
  json["escalation"] = json_of_escalation(summary);
  json["war_risk"] = {{"realised", number(summary.violence.back().estimate.share)}, {"perceived", Json::object()}};
  for (const ActorSummary& actor : summary.actors)
    if (actor.perceived_risk) json["war_risk"]["perceived"][actor.actor] = number(*actor.perceived_risk);
  json["actors"] = json_of(summary.actors);
  json["crisis_duration"] = {
      {"quartiles_days",
       Json::array({number(summary.duration_lower), number(summary.duration_median), number(summary.duration_upper)})},
      {"open_at_end_share", number(summary.duration_open)}};
  json["means"] = {{"tension", number(summary.tension)},
                   {"rounds", number(summary.rounds)},
                   {"incidents", number(summary.incidents)}};
  json["state_by_day"] = json_of_states(summary);
}

Json json_of(const FirstEventSummary& event) {
  Json shares = Json::array(), bands = Json::array();
  for (std::size_t d = 0; d < event.by_day.size(); ++d) {
    shares.push_back(Json::array({d + 1, number(event.by_day[d].probability)}));
    bands.push_back(pair(event.by_day[d].band));
  }
  return {{"probability_by_day", shares},
          {"ci95_by_day", bands},
          {"days_lost", {{"value", number(event.lost.days)}, {"ci95", pair(event.lost.interval)}}}};
}

Json json_of(const Driver& driver) {
  const TercileEffect& effect = driver.terciles;
  Json shares = Json::object();
  for (std::size_t c = 0; c < outcome_names.size(); ++c)
    for (const auto& third : effect.shares) shares[outcome_names[c]].push_back(number(third[c].share));
  return {{"path", driver.path},
          {"unit", driver.unit},
          {"effect", number(effect.effect)},
          {"outcome", outcome_names[static_cast<std::size_t>(effect.strongest)]},
          {"cuts", Json::array({number(effect.cuts[0]), number(effect.cuts[1])})},
          {"shares_in_thirds", shares}};
}

void add_details(Json& json, const Summary& summary, const StudyDetails& details) {
  for (const FirstEventSummary& event : details.first_events) json["first_event"][event.name] = json_of(event);
  for (const TermQuartiles& term : details.terms)
    json["deal_terms"][settlement_names[term.scope + 1]]["terms"][summary.study.issues[term.issue].id]
        ["quartiles_ci95"] = Json::array({pair(term.quartiles.lower.interval), pair(term.quartiles.median.interval),
                                          pair(term.quartiles.upper.interval)});
  if (!details.drivers) return;
  json["drivers"] = {
      {"draws", details.drivers->draws}, {"floor", number(details.drivers->floor)}, {"parameters", Json::array()}};
  for (const Driver& driver : details.drivers->drivers) json["drivers"]["parameters"].push_back(json_of(driver));
}

/// The classes of past crises that are nearest to the scenario, the narrowest first.
Json base_rates(const StudyFacts& study) {
  Json json{{"source", base_rates_source}, {"classes", Json::array()}};
  for (const BaseRate& rate : base_rates_of(study.mediated)) {
    Json shares = Json::object();
    for (std::size_t c = 0; c < rate.share.size(); ++c)
      shares[outcome_names[c]] = {{"share", rate.share[c]},
                                  {"ci95", pair(wilson_interval(rate.share[c], rate.crises))}};
    json["classes"].push_back({{"name", rate.name}, {"crises", rate.crises}, {"outcomes", shares}});
  }
  return json;
}

}  // namespace

nlohmann::ordered_json json_of(const Summary& summary, const std::optional<SessionFacts>& session, Failures failures,
                               const std::optional<StudyDetails>& details) {
  Json json{{"scenario", summary.study.title},
            {"scenario_hash", summary.study.scenario_hash},
            {"seed", summary.study.seed},
            {"runs", summary.runs},
            {"planned_runs", summary.planned ? Json(*summary.planned) : Json(summary.runs + summary.failed)},
            {"horizon_days", summary.study.horizon},
            {"start_date", summary.study.start_date},
            {"failed", summary.failed}};
  if (summary.nested) json["nested"] = {{"draws", summary.nested->draws}, {"runs_per_draw", summary.nested->runs}};
  const bool withheld = failures == Failures::withhold_shares && too_many_failed(summary);
  if (summary.runs == 0 || withheld) {
    json["outcomes"] = nullptr;
  } else {
    add_results(json, summary);
    if (details) add_details(json, summary, *details);
  }
  json["base_rates"] = base_rates(summary.study);
  if (session) {
    const double seconds = session->elapsed_seconds;
    json["session"] = {{"elapsed_seconds", number(seconds)},
                       {"threads", session->threads},
                       {"runs", session->runs},
                       {"runs_per_second", number(seconds > 0 ? static_cast<double>(session->runs) / seconds : 0)}};
  }
  return json;
}

}  // namespace backchannel
