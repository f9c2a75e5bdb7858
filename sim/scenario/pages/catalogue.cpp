#include "sim/scenario/pages/catalogue.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "sim/scenario/checks/declared.hpp"
#include "sim/scenario/messages.hpp"
#include "sim/scenario/pages/evidence.hpp"
#include "sim/scenario/pages/writer.hpp"
#include "sim/scenario/scalars.hpp"
#include "sim/scenario/visitor.hpp"

namespace backchannel {
namespace {

/// The visitor that lists every key; see visitor.hpp.
class Listed : public KeyVisitor {
 public:
  std::vector<KeyInfo> keys;

  [[nodiscard]] bool all() const override { return true; }
  void text(const char* key, std::string&, const char* fallback, const char* meaning) override {
    add(key, "text", meaning).fallback = quoted(fallback);
  }
  void date(const char* key, std::string&, const char* fallback, const char* meaning) override {
    add(key, "date", meaning).fallback = fallback;
  }
  void number(const char* key, Param&, const NumberSpec& spec) override { add_number(key, "number", spec); }
  void day(const char* key, Param&, const NumberSpec& spec) override { add_number(key, "day", spec); }
  void optional_number(const char* key, std::optional<Param>&, const NumberSpec& spec) override {
    add_number(key, "number", spec).fallback = "none";
  }
  void optional_day(const char* key, std::optional<Param>&, const NumberSpec& spec) override {
    add_number(key, "day", spec).fallback = "none";
  }
  void numbers(const char* key, ById<Param>&, To to, const NumberSpec& spec) override {
    add(key, "map", "").meaning = "a number for each " + word_for(to);
    inside(key, [&] { add_number(placeholder(key, to).c_str(), "number", spec); });
  }
  void count(const char* key, int&, const CountSpec& spec) override {
    KeyInfo& info = add(key, "whole number", spec.meaning);
    info.unit = spec.unit;
    info.range = range_text(spec.low, spec.high);
    info.fallback = std::to_string(spec.fallback);
    info.source = spec.source;
    info.limit = spec.limit;
  }
  void flag(const char* key, bool&, bool fallback, const char* meaning) override {
    KeyInfo& info = add(key, "flag", meaning);
    info.fallback = fallback ? "true" : "false";
    info.choices = {"true", "false"};
  }
  void reference(const char* key, Reference&, To to, Need need, const char* meaning) override {
    KeyInfo& info = add(key, "reference", meaning);
    info.range = "the id of one " + word_for(to);
    info.fallback = need == Need::required ? "" : "none";
  }
  void state(const char* key, std::string&, Place&, const char* meaning) override { add(key, "state", meaning); }
  void texts(const char* key, std::vector<std::string>&, const char* meaning) override { add(key, "list", meaning); }
  void when(bool, const char* reason, const Body& body) override {
    conditions_.emplace_back(reason);
    body();
    conditions_.pop_back();
  }

 protected:
  void visit_choice(const char* key, std::size_t&, const ChoiceSpec& spec) override {
    KeyInfo& info = add(key, "choice", spec.meaning);
    info.choices.assign(spec.names.begin(), spec.names.end());
    info.fallback = spec.names[spec.fallback];
    info.source = spec.source;
    info.limit = spec.limit;
  }
  void visit_choices(const char* key, ById<std::size_t>&, To to, const ChoiceSpec& spec) override {
    add(key, "map", spec.meaning);
    inside(key, [&] {
      add(placeholder(key, to).c_str(), "choice", spec.meaning).choices.assign(spec.names.begin(), spec.names.end());
    });
  }
  void visit_group(const char* key, const char* meaning, const Body& body) override {
    add(key, "group", meaning);
    inside(key, body);
  }
  void visit_optional(const char* key, Entries& x, const char* meaning, const char* source) override {
    KeyInfo& info = add(key, "group", meaning);
    info.fallback = "none";
    info.source = source;
    inside(key, [&] { x.describe_keys(*this); });
  }
  void visit_map(const char* key, Entries& x, To to, Listing, const char* meaning) override {
    add(key, "map", meaning);
    inside(key, [&] { inside(placeholder(key, to), [&] { x.describe_keys(*this); }); });
  }
  void visit_list(const char* key, Entries& x, const char* meaning) override {
    add(key, "list", meaning);
    inside(key, [&] { inside("<n>", [&] { x.describe_keys(*this); }); });
  }

 private:
  KeyInfo& add(const char* key, const char* kind, const char* meaning) {
    return keys.emplace_back(KeyInfo{joined(path_, key), kind, meaning, "", "", "", "", "", {}, conditions_});
  }
  KeyInfo& add_number(const char* key, const char* kind, const NumberSpec& spec) {
    KeyInfo& info = add(key, kind, spec.meaning);
    info.unit = spec.unit;
    info.range = range_text(spec.low, spec.high);
    info.fallback = shortest(spec.fallback);
    info.source = spec.source;
    info.limit = spec.limit;
    return info;
  }
  /// "<actor>"; for ids of the map's own, the map's name without its s.
  static std::string placeholder(std::string key, To to) {
    if (to == To::issue_pair) return "<issue*issue>";
    if (to != To::own) return fmt::format("<{}>", word_for(to));
    key.pop_back();
    return fmt::format("<{}>", key);
  }
  void inside(const std::string& key, const Body& body) {
    const std::string outer = path_;
    path_ = path_.empty() && is_flattened(key) ? "" : joined(path_, key);
    body();
    path_ = outer;
  }

  std::string path_;
  std::vector<std::string> conditions_;
};

bool is_placeholder(const std::string& key) { return key.starts_with('<'); }

bool is_section(const std::string& key) {
  const auto& keys = catalogue();
  return std::any_of(keys.begin(), keys.end(), [&](const KeyInfo& info) { return info.path == key; });
}

/// Whether the keys of `part` stand in `whole` from its key `from` on; an id matches a placeholder, but a first word
/// alone does not: it could be anything.
bool stands_at(const std::vector<std::string>& part, const std::vector<std::string>& whole, std::size_t from) {
  if (from + part.size() > whole.size()) return false;
  for (std::size_t i = 0; i < part.size(); ++i) {
    const std::string& key = whole[from + i];
    const bool is_id = is_placeholder(key) && (from + i > 0 || (part.size() > 1 && !is_section(part[i])));
    if (key != part[i] && !is_id) return false;
  }
  return true;
}

/// The section's generic id ("<actor>") if the path begins with an id of this scenario; else the path's own first key.
std::string generic_first(const std::string& first, const LoadedScenario* loaded) {
  if (!loaded) return first;
  const Scenario& scenario = *loaded->scenario;
  if (scenario.issues.contains(first)) return "<issue>";
  if (scenario.actors.contains(first)) return "<actor>";
  if (scenario.dyads.contains(first)) return "<dyad>";
  if (scenario.events.contains(first)) return "<event>";
  return first;
}

bool is_plain_word(const std::string& key) { return key.find_first_of("<>") == std::string::npos; }

/// Keys of the format that a path means: at or below it, else those that hold it somewhere inside.
std::vector<KeyInfo> matches(const std::string& path, const LoadedScenario* loaded) {
  if (path.empty()) return catalogue();
  std::vector<std::string> part = keys_of_path(path);
  if (part.size() > 1 && is_flattened(part[0])) part.erase(part.begin());
  part[0] = generic_first(part[0], loaded);
  std::vector<KeyInfo> below, within;
  for (const KeyInfo& info : catalogue()) {
    const std::vector<std::string> whole = keys_of_path(info.path);
    if (stands_at(part, whole, 0) && (!loaded || whole[0] == part[0])) {
      below.push_back(info);
    } else if (is_plain_word(part[0]) &&
               std::search(whole.begin(), whole.end(), part.begin(), part.end()) != whole.end()) {
      within.push_back(info);
    }
  }
  const auto names_it = [&](const KeyInfo& info) { return keys_of_path(info.path).back() == part.back(); };
  const bool is_named = std::any_of(below.begin(), below.end(), names_it) || part.size() > 1 || within.empty();
  return !below.empty() && is_named ? below : within;
}

/// Whether a key of a scenario belongs to what was asked for: `iran.war.cost` is not the answer for `us.war`.
bool is_asked_for(const std::vector<std::string>& concrete, const std::string& path) {
  if (path.empty()) return true;
  std::vector<std::string> part = keys_of_path(path);
  if (part.size() > 1 && is_flattened(part[0])) part.erase(part.begin());
  const auto same = [](const std::string& a, const std::string& b) { return a == b || is_placeholder(b); };
  return std::search(concrete.begin(), concrete.end(), part.begin(), part.end(), same) != concrete.end();
}

std::vector<KeyValue> values_of(const KeyInfo& info, const std::string& path, const LoadedScenario& loaded,
                                const std::vector<WrittenKey>& keys) {
  std::vector<KeyValue> values;
  const std::vector<std::string> generic = keys_of_path(info.path);
  for (const WrittenKey& key : keys) {
    const std::vector<std::string> concrete = keys_of_path(key.path);
    if (concrete.size() != generic.size() || !stands_at(concrete, generic, 0) || !is_asked_for(concrete, path))
      continue;
    KeyValue& value = values.emplace_back(KeyValue{key.path, key.value, "", ""});
    const auto param = loaded.parameters.find(key.path);
    if (!param) continue;
    const Parameter& parameter = loaded.parameters[*param];
    value.value = parameter.prior.describe() + (parameter.is_private ? ", private" : "");
    value.evidence = describe_evidence(parameter);
    value.inert = parameter.inert;
  }
  return values;
}

void append_facts(const KeyInfo& key, std::string& text) {
  std::vector<std::string> facts = {key.kind};
  if (!key.unit.empty()) facts.push_back("unit: " + key.unit);
  if (!key.range.empty()) facts.push_back(key.range);
  if (!key.choices.empty()) facts.push_back(fmt::format("{}", fmt::join(key.choices, " | ")));
  if (!key.fallback.empty() && key.fallback != "\"\"") facts.push_back("default " + key.fallback);
  text += fmt::format("  {}\n", fmt::join(facts, "; "));
  if (!key.source.empty()) text += fmt::format("  source: {}\n", key.source);
  if (!key.limit.empty()) text += fmt::format("  limiting case: {}\n", key.limit);
  for (const std::string& condition : key.conditions) text += fmt::format("  {}\n", condition);
}

}  // namespace

const std::vector<KeyInfo>& catalogue() {
  static const std::vector<KeyInfo> keys = [] {
    Listed listed;
    Scenario scenario;
    describe(listed, scenario);
    return std::move(listed.keys);
  }();
  return keys;
}

bool takes_whole_numbers(const std::string& path, const LoadedScenario& loaded) {
  std::vector<std::string> keys = keys_of_path(path);
  if (keys.size() > 1 && is_flattened(keys[0])) keys.erase(keys.begin());
  keys[0] = generic_first(keys[0], &loaded);
  const auto& all = catalogue();
  return std::any_of(all.begin(), all.end(), [&](const KeyInfo& info) {
    const std::vector<std::string> generic = keys_of_path(info.path);
    return info.kind == "whole number" && generic.size() == keys.size() && stands_at(keys, generic, 0);
  });
}

std::vector<Explanation> explain(const std::string& path, const LoadedScenario* loaded) {
  std::vector<Explanation> explanations;
  const auto keys = loaded ? resolved_keys(*loaded->scenario, loaded->parameters) : std::vector<WrittenKey>();
  for (const KeyInfo& info : matches(path, loaded)) {
    explanations.push_back({info, loaded ? values_of(info, path, *loaded, keys) : std::vector<KeyValue>()});
  }
  if (!explanations.empty()) return explanations;
  std::vector<std::string> known;
  for (const KeyInfo& info : catalogue()) known.push_back(keys_of_path(info.path).back());
  const std::string last = keys_of_path(path).back().substr(0, 64);
  const std::string near = last.size() > 2 ? nearest(last, known) : "";  // two letters are near to too much
  std::vector<Problem> problems;
  const bool may_be_id = !loaded && keys_of_path(path).size() == 1 && id_fault(path).empty();
  report(problems, {}, printable(path), "no such key",
         !near.empty() ? fmt::format("did you mean {}?", near)
         : may_be_id   ? "ids are known with --scenario FILE; without a path every key is listed"
                       : "without a path every key is listed");
  throw BadInput(std::move(problems));
}

std::string to_text(const std::vector<Explanation>& explanations) {
  std::string text;
  for (const auto& [key, values] : explanations) {
    text += fmt::format("{}\n  {}\n", key.path, key.meaning);
    append_facts(key, text);
    for (const KeyValue& value : values) {
      text += fmt::format("  {} = {}", value.path, value.value);
      text += value.evidence.empty() ? "\n" : fmt::format("  ({})\n", value.evidence);
      if (!value.inert.empty()) text += fmt::format("    cannot act here: {}\n", value.inert);
    }
  }
  return text;
}

}  // namespace backchannel
