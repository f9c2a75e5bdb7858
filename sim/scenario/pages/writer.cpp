#include "sim/scenario/pages/writer.hpp"

#include <fmt/format.h>

#include <utility>

#include "sim/scenario/messages.hpp"
#include "sim/scenario/scalars.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/visitor.hpp"

namespace backchannel {
namespace {

std::string prior_yaml(const Prior& prior) {
  if (prior.is_constant()) return "value: " + shortest(prior.numbers[0]);
  if (prior.kind != Prior::Kind::discrete) return name(prior.kind) + ": " + list_of(prior.numbers);
  return "discrete: {values: " + list_of(prior.numbers) + ", weights: " + list_of(prior.weights) + "}";
}

/// The visitor that writes; see visitor.hpp.
class Writing : public KeyVisitor {
 public:
  explicit Writing(const ParameterTable& table) : table_(table) {}

  std::string yaml;
  std::vector<WrittenKey> keys;

  void text(const char* key, std::string& x, const char*, const char*) override { line(key, backchannel::quoted(x)); }
  void date(const char* key, std::string& x, const char*, const char*) override { line(key, x); }
  /// What a map of differences has in common with what it differs from is not written.
  void number(const char* key, Param& x, const NumberSpec&) override {
    const Parameter& parameter = table_[x];
    if (!inherits_ || parameter.path == joined(path_, key)) line(key, yaml_of(parameter));
  }
  void day(const char* key, Param& x, const NumberSpec& spec) override { number(key, x, spec); }
  void optional_number(const char* key, std::optional<Param>& x, const NumberSpec&) override {
    line(key, x ? yaml_of(table_[*x]) : "none");
  }
  void optional_day(const char* key, std::optional<Param>& x, const NumberSpec& spec) override {
    optional_number(key, x, spec);
  }
  void count(const char* key, int& x, const CountSpec&) override { line(key, std::to_string(x)); }
  void flag(const char* key, bool& x, bool, const char*) override { line(key, x ? "true" : "false"); }
  void reference(const char* key, Reference& x, To, Need, const char*) override {
    line(key, x.given() ? x.id : "none");
  }
  void state(const char* key, std::string& x, Place&, const char*) override { line(key, x); }
  void texts(const char* key, std::vector<std::string>& x, const char*) override {
    std::string items;
    for (const std::string& item : x) items += (items.empty() ? "" : ", ") + backchannel::quoted(item);
    line(key, "[" + items + "]");
  }
  void numbers(const char* key, ById<Param>& x, To, const NumberSpec&) override {
    line(key, x.empty() ? "{}" : "");
    inside(key, [&] {
      for (const auto& [id, param] : x) line(id, yaml_of(table_[param]));
    });
  }
  void when(bool acts, const char*, const Body& body) override {
    if (acts) body();
  }

 protected:
  void visit_choice(const char* key, std::size_t& index, const ChoiceSpec& spec) override {
    line(key, std::string(spec.names[index]));
  }
  void visit_choices(const char* key, ById<std::size_t>& x, To, const ChoiceSpec& spec) override {
    line(key, x.empty() ? "{}" : "");
    inside(key, [&] {
      for (const auto& [id, index] : x) line(id, std::string(spec.names[index]));
    });
  }
  void visit_group(const char* key, const char*, const Body& body) override {
    line(key, "");
    inside(key, body);
  }
  void visit_optional(const char* key, Entries& x, const char*, const char*) override {
    const auto entries = x.ids();
    line(key, entries.empty() ? "none" : "");
    for (const std::string& entry : entries) inside(key, [&] { x.describe_entry(*this, entry); });
  }
  void visit_map(const char* key, Entries& x, To, Listing listing, const char*) override {
    const auto ids = x.ids();
    inherits_ = listing == Listing::differing;
    line(key, ids.empty() ? "{}" : "");
    inside(key, [&] {
      for (const std::string& id : ids) {
        line(id, "");
        inside(id, [&] { x.describe_entry(*this, id); });
      }
    });
    inherits_ = false;
  }
  void visit_list(const char* key, Entries& x, const char*) override {
    const auto items = x.ids();
    line(key, items.empty() ? "[]" : "");
    inside(key, [&] {
      for (const std::string& item : items) {
        yaml += std::string(indent_, ' ') + "-\n";
        inside(item, [&] { x.describe_entry(*this, item); });
      }
    });
  }

 private:
  void line(const std::string& key, const std::string& value) {
    if (!value.empty()) keys.push_back({joined(path_, key), value});
    yaml += std::string(indent_, ' ') + key + ":" + (value.empty() ? "" : " " + value) + "\n";
  }
  void inside(const std::string& key, const Body& body) {
    const std::string outer = path_;
    path_ = path_.empty() && is_flattened(key) ? "" : joined(path_, key);
    indent_ += 2;
    body();
    indent_ -= 2;
    path_ = outer;
  }

  const ParameterTable& table_;
  std::string path_;
  std::size_t indent_ = 0;
  bool inherits_ = false;
};

void write(Writing& writing, const Scenario& scenario) {
  Scenario copy = scenario;  // descriptions are of what can be changed
  describe(writing, copy);
}

}  // namespace

std::string yaml_of(const Parameter& parameter) {
  const Evidence& evidence = parameter.evidence;
  if (parameter.prior.is_constant() && evidence == Evidence{}) return shortest(parameter.prior.numbers[0]);
  std::string text = "{";
  text += prior_yaml(parameter.prior);
  if (evidence.basis != Basis::none) text += evidence.basis == Basis::fact ? ", basis: fact" : ", basis: judgement";
  if (!evidence.source.empty()) text += ", source: " + backchannel::quoted(evidence.source);
  if (!evidence.note.empty()) text += ", note: " + backchannel::quoted(evidence.note);
  if (parameter.is_private) text += ", private: true";
  return text + "}";
}

std::string resolved_yaml(const Scenario& scenario, const ParameterTable& table) {
  Writing writing(table);
  write(writing, scenario);
  return std::move(writing.yaml);
}

std::vector<WrittenKey> resolved_keys(const Scenario& scenario, const ParameterTable& table) {
  Writing writing(table);
  write(writing, scenario);
  return std::move(writing.keys);
}

std::string hash_of(const std::string& text) {
  __extension__ using Wide = unsigned __int128;
  constexpr Wide prime = (Wide{1} << 88) + 0x13B;
  Wide hash = (Wide{0x6c62272e07bb0142} << 64) + 0x62b821756295c58d;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * prime;
  return fmt::format("{:016x}{:016x}", static_cast<std::uint64_t>(hash >> 64), static_cast<std::uint64_t>(hash));
}

}  // namespace backchannel
