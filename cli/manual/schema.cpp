#include "cli/manual/schema.hpp"

#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <utility>

#include "sim/core/choice.hpp"
#include "sim/scenario/checks/declared.hpp"
#include "sim/scenario/prior.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/visitor.hpp"
#include "sim/study/study.hpp"

namespace backchannel {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* id_pattern = "^[a-z][a-z0-9_]*$";
constexpr const char* date_pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

Json text_schema() { return {{"type", "string"}}; }
/// Words that stand for themselves in YAML, but numbers and flags too.
Json words_schema() { return {{"type", {"string", "number", "boolean"}}}; }
Json word_of(const std::vector<std::string>& words) { return {{"enum", words}}; }
Json list_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }
Json whole_schema(std::int64_t low, std::int64_t high) {
  return {{"type", "integer"}, {"minimum", low}, {"maximum", high}};
}
Json either(Json a, Json b) { return {{"anyOf", {std::move(a), std::move(b)}}}; }
Json map_by_id(Json entry) {
  return {{"type", "object"}, {"propertyNames", {{"pattern", id_pattern}}}, {"additionalProperties", std::move(entry)}};
}
Json group_of(Json keys) {
  return {{"type", "object"}, {"properties", std::move(keys)}, {"additionalProperties", false}};
}

/// 1, not 1.0.
Json shortest_number(double x) {
  if (x == std::floor(x) && std::abs(x) < 1e15) return static_cast<std::int64_t>(x);
  return x;
}

/// What a number may be instead of one: a prior, or a value with its evidence.
Json prior_definition() {
  Json keys{{"value", {{"type", {"number", "string"}}}}};
  for (int k = 1; k <= static_cast<int>(Prior::Kind::discrete); ++k) {
    const auto kind = static_cast<Prior::Kind>(k);
    keys[name(kind)] = {{"type", kind == Prior::Kind::discrete ? "object" : "array"}, {"description", form(kind)}};
  }
  keys["basis"] = word_of({"fact", "judgement"});
  keys["source"] = words_schema();
  keys["note"] = words_schema();
  keys["private"] = {{"type", "boolean"}};
  return group_of(std::move(keys));
}

Json with_definitions(const char* title, Json schema) {
  Json whole{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", title}};
  whole.update(schema);
  whole["definitions"]["prior"] = prior_definition();
  return whole;
}

/// The visitor that writes a schema; see visitor.hpp.
class SchemaWriter : public KeyVisitor {
 public:
  Json keys = Json::object();

  [[nodiscard]] bool all() const override { return true; }
  void text(const char* key, std::string&, const char*, const char* meaning) override {
    add(key, words_schema(), meaning);
  }
  void date(const char* key, std::string&, const char*, const char* meaning) override {
    add(key, {{"type", "string"}, {"pattern", date_pattern}}, meaning);
  }
  void number(const char* key, Param&, const NumberSpec& spec) override { add_number(key, spec, {}); }
  void day(const char* key, Param&, const NumberSpec& spec) override { add_number(key, spec, {a_date()}); }
  void optional_number(const char* key, std::optional<Param>&, const NumberSpec& spec) override {
    add_number(key, spec, {none()});
  }
  void optional_day(const char* key, std::optional<Param>&, const NumberSpec& spec) override {
    add_number(key, spec, {a_date(), none()});
  }
  void numbers(const char* key, ById<Param>&, To to, const NumberSpec& spec) override {
    Json map{{"type", "object"}, {"additionalProperties", number_schema(spec, {})}};
    if (to != To::issue_pair) map["propertyNames"] = {{"pattern", id_pattern}};
    add(key, std::move(map), spec.meaning);
  }
  void count(const char* key, int&, const CountSpec& spec) override {
    add(key, whole_schema(spec.low, spec.high), told(spec.meaning, spec.unit));
  }
  void flag(const char* key, bool&, bool, const char* meaning) override { add(key, {{"type", "boolean"}}, meaning); }
  void reference(const char* key, Reference&, To, Need, const char* meaning) override {
    add(key, text_schema(), meaning);
  }
  void state(const char* key, std::string&, Place&, const char* meaning) override { add(key, text_schema(), meaning); }
  void texts(const char* key, std::vector<std::string>&, const char* meaning) override {
    add(key, list_of(words_schema()), meaning);
  }
  void when(bool, const char*, const Body& body) override { body(); }

 protected:
  void visit_choice(const char* key, std::size_t&, const ChoiceSpec& spec) override {
    add(key, choice_schema(spec), spec.meaning);
  }
  void visit_choices(const char* key, ById<std::size_t>&, To, const ChoiceSpec& spec) override {
    add(key, map_by_id(choice_schema(spec)), spec.meaning);
  }
  void visit_group(const char* key, const char* meaning, const Body& body) override {
    add(key, group_of(inside(body)), meaning);
  }
  void visit_optional(const char* key, Entries& x, const char* meaning, const char*) override {
    add(key, either(group_of(inside([&] { x.describe_keys(*this); })), none()), meaning);
  }
  void visit_map(const char* key, Entries& x, To, Listing, const char* meaning) override {
    add(key, map_by_id(group_of(inside([&] { x.describe_keys(*this); }))), meaning);
  }
  void visit_list(const char* key, Entries& x, const char* meaning) override {
    add(key, list_of(group_of(inside([&] { x.describe_keys(*this); }))), meaning);
  }

 private:
  static Json none() { return {{"const", "none"}}; }
  static Json a_date() { return {{"type", "string"}, {"pattern", date_pattern}}; }
  static std::string told(const std::string& meaning, const std::string& unit) {
    return unit.empty() ? meaning : meaning + " (" + unit + ")";
  }
  static Json choice_schema(const ChoiceSpec& spec) { return word_of({spec.names.begin(), spec.names.end()}); }
  static Json number_schema(const NumberSpec& spec, const std::vector<Json>& more) {
    Json number{{"type", "number"}};
    if (std::isfinite(spec.low)) number["minimum"] = shortest_number(spec.low);
    if (std::isfinite(spec.high)) number["maximum"] = shortest_number(spec.high);
    Json any = Json::array({std::move(number), {{"$ref", "#/definitions/prior"}}});
    for (const Json& other : more) any.push_back(other);
    return {{"anyOf", std::move(any)}};
  }
  void add_number(const char* key, const NumberSpec& spec, const std::vector<Json>& more) {
    add(key, number_schema(spec, more), told(spec.meaning, spec.unit));
  }
  void add(const char* key, Json schema, const std::string& meaning) {
    if (!meaning.empty()) schema["description"] = meaning;
    if (!keys.contains(key)) keys[key] = std::move(schema);  // some stand under two conditions
  }
  Json inside(const Body& body) {
    Json outer = std::exchange(keys, Json::object());
    body();
    return std::exchange(keys, std::move(outer));
  }
};

Json scenario_schema() {
  SchemaWriter writer;
  Scenario scenario;
  describe(writer, scenario);
  Json schema = group_of(std::move(writer.keys));
  schema["required"] = {"issues", "actors"};
  return with_definitions("Backchannel scenario", std::move(schema));
}

constexpr std::int64_t largest_seed = 9'000'000'000'000'000;  // of a study: every program reads it to the last digit

/// path: value, as with --set.
Json changes_schema() { return {{"type", "object"}, {"minProperties", 1}}; }

Json factor_schema() {
  const Json range{{"type", "array"}, {"items", {{"type", "number"}}}, {"minItems", 2}, {"maxItems", 2}};
  const Json prior = either({{"const", "own"}}, {{"$ref", "#/definitions/prior"}});
  Json schema = group_of({{"title", words_schema()},
                          {"path", text_schema()},
                          {"paths", list_of(text_schema())},
                          {"values", {{"type", "array"}, {"minItems", 1}}},
                          {"range", range},
                          {"prior", prior},
                          {"policies", {{"type", "object"}, {"minProperties", 1}}},
                          {"levels", whole_schema(2, 1000)}});
  schema["oneOf"] = Json::array(
      {{{"required", {"values"}}}, {{"required", {"range"}}}, {{"required", {"prior"}}}, {{"required", {"policies"}}}});
  return schema;
}

Json design_schema() {
  const Json size = either(whole_schema(1, 100'000), {{"type", "array"}});  // a number of points, or a list of them
  Json schema = group_of({{"kind", word_of(names_of<DesignKind>())},
                          {"levels", whole_schema(2, 1000)},
                          {"points", size},
                          {"trajectories", whole_schema(2, 100'000)},
                          {"blocks", whole_schema(2, 100'000)},
                          {"seed", whole_schema(0, largest_seed)},
                          {"scrambling", word_of(names_of<DesignScrambling>())}});
  schema["required"] = {"kind"};
  return schema;
}

Json study_schema() {
  Json factors = map_by_id(factor_schema());
  factors["minProperties"] = 1;
  Json schema = group_of({{"title", words_schema()},
                          {"description", words_schema()},
                          {"scenario", text_schema()},
                          {"set", changes_schema()},
                          {"factors", factors},
                          {"design", design_schema()},
                          {"runs", whole_schema(4, 1'000'000'000)},
                          {"seed", whole_schema(0, largest_seed)},
                          {"random_numbers", word_of(names_of<RandomNumbers>())},
                          {"placebo", {{"type", "boolean"}}},
                          {"outcomes", list_of(text_schema())}});
  schema["required"] = {"scenario", "factors", "design"};
  return with_definitions("Backchannel study", std::move(schema));
}

Json policy_schema() {
  Json schema = group_of({{"title", words_schema()}, {"note", words_schema()}, {"set", changes_schema()}});
  schema["required"] = {"set"};
  return with_definitions("Backchannel policy", std::move(schema));
}

}  // namespace

nlohmann::ordered_json schema_of(InputKind kind) {
  switch (kind) {
    case InputKind::study:
      return study_schema();
    case InputKind::policy:
      return policy_schema();
    case InputKind::scenario:
      break;
  }
  return scenario_schema();
}

}  // namespace backchannel
