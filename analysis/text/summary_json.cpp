#include <algorithm>

#include "analysis/findings/summary.hpp"
#include "analysis/statistics/base_rates.hpp"
#include "analysis/text/json.hpp"
#include "analysis/text/words.hpp"

namespace backchannel {

namespace {

Json json_of(const ClassShare& share) {
  Json json{{"count", share.count},
            {"share", json_number(share.estimate.share)},
            {"ci95", json_of(share.estimate.interval)},
            {"ci95_together", json_of(share.together)},
            {"effective_runs", json_number(share.estimate.effective)}};
  json["judgement_share"] = share.judgement ? Json{{"value", json_number(share.judgement->share)},
                                                   {"ci95", json_of(share.judgement->interval)},
                                                   {"is_told", is_told(share)}}
                                            : Json(nullptr);
  json["spread_over_priors"] = json_number(share.spread);
  json["range_over_priors_90"] = json_of(share.prior_range);
  const bool is_outside = share.prior_range && !share.prior_range->contains(share.estimate.share);
  json["share_is_outside_range"] = share.prior_range ? Json(is_outside) : Json(nullptr);
  json["range_over_priors_is"] = !share.prior_range ? "not told" : share.nested ? "measured" : "fit";
  if (share.in_force) json["in_force_at_end"] = json_of(*share.in_force);
  if (share.nested)
    json["nested"] = {{"mean", json_number(share.nested->mean)},
                      {"spread", json_number(share.nested->spread)},
                      {"range_90", json_of(share.prior_range)},
                      {"low_ci95", json_of(share.nested->low_error)},
                      {"high_ci95", json_of(share.nested->high_error)}};
  return json;
}

Json json_of(const std::vector<ClassShare>& shares, const std::optional<NestedDesign>& nested) {
  Json json = Json::object();
  for (const ClassShare& share : shares) {
    json[share.name] = json_of(share);
    if (nested && share.nested)
      json[share.name]["nested"]["mean_is_apart_from_share"] = nested_mean_is_apart(share, *nested);
  }
  return json;
}

Json json_of(const PassageSummary& passage) {
  Json shares = Json::array(), bands = Json::array(), ranges = Json::array();
  for (std::size_t d = 0; d < passage.by_day.size(); ++d) {
    shares.push_back(Json::array({d + 1, json_number(passage.by_day[d].share)}));
    bands.push_back(json_of(passage.by_day[d].interval));
    ranges.push_back(json_of(passage.prior_range[d]));
  }
  const bool any = std::ranges::any_of(passage.prior_range, [](const auto& range) { return range.has_value(); });
  Json quantiles = Json::array();
  for (const PassageDay& day : passage.days)
    quantiles.push_back({{"share", day.share},
                         {"day", json_number(day.day)},
                         {"ci95", Json::array({json_number(day.low), json_number(day.high)})}});
  return {{"share_by_day", shares},
          {"day_quantiles", quantiles},
          {"ci95_by_day", bands},
          {"range_over_priors_90_by_day", ranges},
          {"range_over_priors_by_day_is", any ? "fit" : "not told"},
          {"median_day", json_number(passage.median_day)},
          {"median_day_if_ever", json_number(passage.median_day_if_ever)}};
}

/// The levels by name, with the share of the texts in which each stands, and those at the quartiles.
Json json_of_levels(const TermSummary& term, const IssueFacts& issue) {
  Json levels = Json::array(), quartiles = Json::array();
  for (std::size_t l = 0; l < term.levels.size(); ++l)
    levels.push_back({{"level", issue.levels[l]}, {"share", json_number(term.levels[l])}});
  for (const double value : {term.lower, term.median, term.upper})
    quartiles.push_back(issue.levels[issue.level_at((value - issue.low) / (issue.high - issue.low))]);
  return {{"levels", levels}, {"quartile_levels", quartiles}};
}

Json json_of(const AgreementSummary& agreements) {
  Json breakers = Json::object();
  for (const Breaker& breaker : agreements.breakers) {
    Json& one = breakers[breaker.actor];
    one = {{"share", json_number(breaker.share)}, {"grounds", Json::object()}};
    for (std::size_t g = 0; g < grounds; ++g) one["grounds"][ground_names[g]] = json_number(breaker.ground[g]);
  }
  return {{"reached", json_of(agreements.reached)},
          {"in_force_at_end", json_of(agreements.in_force)},
          {"broken_and_none_in_force", json_of(agreements.broken)},
          {"ended_by_force", json_of(agreements.ended_by_force)},
          {"first_to_break", breakers}};
}

Json json_of(const DealSummary& deal, const StudyFacts& study) {
  Json terms = Json::object();
  for (const TermSummary& term : deal.terms) {
    const IssueFacts& issue = study.issues[term.issue];
    const auto told = [&](double value) { return json_number(term_number(value, issue)); };
    terms[issue.id] = {{"title", issue.title},
                       {"unit", issue.unit},
                       {"mean", json_number(term.mean)},
                       {"quartiles", Json::array({told(term.lower), told(term.median), told(term.upper)})}};
    if (!issue.levels.empty()) terms[issue.id].update(json_of_levels(term, issue));
  }
  return {{"runs", deal.runs}, {"terms", terms}};
}

Json json_of(const LengthSummary& length) {
  return {{"runs", length.number},
          {"goes_on_at_end_share", json_number(length.open)},
          {"beyond_week_share", json_number(length.beyond_week)},
          {"quartiles_days",
           Json::array({json_number(length.lower), json_number(length.median), json_number(length.upper)})}};
}

Json json_of(const FightingSummary& fighting) {
  Json json{{"exchanges", json_of(fighting.exchange)}, {"wars", json_of(fighting.war)}};
  if (!fighting.aftermath) return json;
  json["wars"]["aftermath"] = {{"runs", fighting.aftermath->wars},
                               {"text", json_of(fighting.aftermath->text)},
                               {"goes_on_at_end", json_of(fighting.aftermath->goes_on)},
                               {"over_without_text", json_of(fighting.aftermath->no_text)}};
  return json;
}

Json json_of(const std::vector<std::pair<std::string, double>>& shares) {
  Json json = Json::object();
  for (const auto& [name, share] : shares) json[name] = json_number(share);
  return json;
}

Json json_of(const std::vector<ActorSummary>& actors, const StudyFacts& study) {
  Json json = Json::object();
  for (const ActorSummary& actor : actors)
    json[actor.actor] = {{"name", name_of(study, actor.actor)},
                         {"mean_value", json_number(actor.value)},
                         {"mean_perceived_war_risk", json_number(actor.perceived_risk)},
                         {"mean_trust_at_end", json_number(actor.trust)},
                         {"mean_top_rung", json_number(actor.top_rung)}};
  return json;
}

Json json_of_states(const Summary& summary) {
  Json json = Json::object();
  for (std::size_t s = 0; s < day_state_names.size(); ++s) {
    Json days = Json::array();
    for (std::size_t d = 0; d < summary.state_by_day.size(); ++d)
      days.push_back(Json::array({d + 1, json_number(summary.state_by_day[d][s])}));
    json[day_state_names[s]] = days;
  }
  return json;
}

Json json_of_escalation(const Summary& summary) {
  Json days = Json::array();
  for (std::size_t d = 0; d < summary.escalation_by_day.size(); ++d)
    days.push_back(Json::array({d + 1, json_number(summary.escalation_by_day[d])}));
  return {{"mean_score_per_day", json_number(summary.escalation)}, {"mean_score_by_day", days}};
}

void add_results(Json& json, const Summary& summary) {
  json["outcomes"] = json_of(summary.outcomes, summary.nested);
  json["violence"] = json_of(summary.violence, summary.nested);
  json["settlement"] = json_of(summary.settlement, summary.nested);
  json["agreements"] = json_of(summary.agreements);
  json["first_passage"] = Json::object();
  for (const PassageSummary& passage : summary.first_passage) json["first_passage"][passage.name] = json_of(passage);
  json["first_striker"] = json_of(summary.first_striker);
  json["paths"] = json_of(summary.paths);
  json["deal_terms"] = Json::object();
  for (const DealSummary& deal : summary.deals) json["deal_terms"][deal.scope] = json_of(deal, summary.study);
  json["escalation"] = json_of_escalation(summary);
  json["war_risk"] = {{"realised", json_number(summary.violence.back().estimate.share)}, {"perceived", Json::object()}};
  for (const ActorSummary& actor : summary.actors)
    if (actor.perceived_risk) json["war_risk"]["perceived"][actor.actor] = json_number(*actor.perceived_risk);
  json["actors"] = json_of(summary.actors, summary.study);
  json["crisis_duration"] = {
      {"quartiles_days", Json::array({json_number(summary.duration_lower), json_number(summary.duration_median),
                                      json_number(summary.duration_upper)})},
      {"open_at_end_share", json_number(summary.duration_open)}};
  json["fighting"] = json_of(summary.fighting);
  json["means"] = {{"tension", json_number(summary.tension)},
                   {"rounds", json_number(summary.rounds)},
                   {"incidents", json_number(summary.incidents)}};
  json["state_by_day"] = json_of_states(summary);
}

Json json_of(const FirstEventSummary& event) {
  Json shares = Json::array(), bands = Json::array();
  for (std::size_t d = 0; d < event.by_day.size(); ++d) {
    shares.push_back(Json::array({d + 1, json_number(event.by_day[d].probability)}));
    bands.push_back(json_of(event.by_day[d].band));
  }
  return {{"probability_by_day", shares},
          {"ci95_by_day", bands},
          {"days_lost", {{"value", json_number(event.lost.days)}, {"ci95", json_of(event.lost.interval)}}}};
}

void add_intervals(Json& json, const LengthIntervals& intervals) {
  json["beyond_week_ci95"] = json_of(intervals.beyond_week);
  json["quartiles_days_ci95"] =
      Json::array({json_of(intervals.lower), json_of(intervals.median), json_of(intervals.upper)});
}

void add_details(Json& json, const Summary& summary, const StudyDetails& details) {
  for (const FirstEventSummary& event : details.first_events) json["first_event"][event.name] = json_of(event);
  for (const TermQuartiles& term : details.terms) {
    const IssueFacts& issue = summary.study.issues[term.issue];
    Json intervals = Json::array();
    for (const QuantileEstimate* q : {&term.quartiles.lower, &term.quartiles.median, &term.quartiles.upper})
      intervals.push_back(json_of(Interval{term_number(q->interval.low, issue), term_number(q->interval.high, issue)}));
    json["deal_terms"][settlement_names[term.scope + 1]]["terms"][issue.id]["quartiles_ci95"] = intervals;
  }
  add_intervals(json["fighting"]["exchanges"], details.exchange);
  add_intervals(json["fighting"]["wars"], details.war);
  json["drivers"] = judgements_json(details.drivers);
}

/// The classes of past crises that are nearest to the scenario, the narrowest first.
Json base_rates(const StudyFacts& study) {
  Json json{{"source", base_rates_source}, {"classes", Json::array()}};
  for (const BaseRate& rate : base_rates_of(study.mediated)) {
    Json shares = Json::object();
    for (std::size_t c = 0; c < rate.ended.size(); ++c)
      shares[outcome_names[c]] = {{"share", rate.share(c)},
                                  {"ci95", json_of(wilson_interval(rate.share(c), rate.crises))}};
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
    json["session"] = {
        {"elapsed_seconds", json_number(seconds)},
        {"threads", session->threads},
        {"runs", session->runs},
        {"runs_per_second", json_number(seconds > 0 ? static_cast<double>(session->runs) / seconds : 0)}};
  }
  return json;
}

}  // namespace backchannel
