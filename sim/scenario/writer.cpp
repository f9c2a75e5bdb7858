#include "sim/scenario/writer.hpp"

#include <fmt/format.h>

#include <type_traits>

#include "sim/scenario/messages.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {
namespace {

std::string list_of(const std::vector<double>& numbers) {
  std::string text = "[";
  for (std::size_t i = 0; i < numbers.size(); ++i) text += (i ? ", " : "") + shortest(numbers[i]);
  return text + "]";
}

std::string prior_yaml(const Prior& prior) {
  if (prior.is_constant()) return "value: " + shortest(prior.numbers[0]);
  if (prior.kind != Prior::Kind::discrete) return name(prior.kind) + ": " + list_of(prior.numbers);
  return "discrete: {values: " + list_of(prior.numbers) + ", weights: " + list_of(prior.weights) + "}";
}

/// The visitor that writes; see schema.hpp.
class Writing {
 public:
  explicit Writing(const ParameterTable& table) : table_(table) {}

  std::string yaml;
  std::vector<WrittenKey> keys;

  [[nodiscard]] static constexpr bool all() { return false; }
  void text(const char* key, std::string& x, const char*, const char*) { line(key, backchannel::quoted(x)); }
  void date(const char* key, std::string& x, const char*, const char*) { line(key, x); }
  /// A faction's number that is the party's own is not written.
  void number(const char* key, Param& x, const NumberSpec&) {
    const Parameter& parameter = table_[x];
    if (!in_faction_ || parameter.path == joined(path_, key)) line(key, yaml_of(parameter));
  }
  void day(const char* key, Param& x, const NumberSpec& spec) { number(key, x, spec); }
  void optional_number(const char* key, std::optional<Param>& x, const NumberSpec&) {
    line(key, x ? yaml_of(table_[*x]) : "none");
  }
  void optional_day(const char* key, std::optional<Param>& x, const NumberSpec& spec) { optional_number(key, x, spec); }
  void count(const char* key, int& x, const CountSpec&) { line(key, std::to_string(x)); }
  void flag(const char* key, bool& x, bool, const char*) { line(key, x ? "true" : "false"); }
  void reference(const char* key, Reference& x, To, Need, const char*) { line(key, x.given() ? x.id : "none"); }
  void state(const char* key, Condition& x, const char*) { line(key, x.state); }
  template <class Enum>
  void choice(const char* key, Enum& x, Enum, const char*, const char* = "", const char* = "") {
    line(key, name_of(x));
  }
  void texts(const char* key, std::vector<std::string>& x, const char*) {
    std::string items;
    for (const std::string& item : x) items += (items.empty() ? "" : ", ") + backchannel::quoted(item);
    line(key, "[" + items + "]");
  }
  void numbers(const char* key, ById<Param>& x, To, const NumberSpec&) {
    write_map(key, x, [&](const std::string& id, Param param) { line(id, yaml_of(table_[param])); });
  }
  template <class Enum>
  void choices(const char* key, ById<Enum>& x, To, const char*) {
    write_map(key, x, [&](const std::string& id, Enum value) { line(id, name_of(value)); });
  }
  template <class T>
  void group(const char* key, T& x, const char*) {
    line(key, "");
    if constexpr (std::is_same_v<T, Faction>) in_faction_ = true;
    inside(key, [&] { describe(*this, x); });
    if constexpr (std::is_same_v<T, Faction>) in_faction_ = false;
  }
  template <class T>
  void optional_group(const char* key, std::optional<T>& x, const char* meaning, const char* = "") {
    if (x) {
      group(key, *x, meaning);
    } else {
      line(key, "none");
    }
  }
  template <class T>
  void map(const char* key, ById<T>& x, To, const char*) {
    write_map(key, x, [&](const std::string& id, T& value) { group(id.c_str(), value, ""); });
  }
  template <class T>
  void list(const char* key, std::vector<T>& x, const char*) {
    line(key, x.empty() ? "[]" : "");
    inside(key, [&] {
      for (std::size_t i = 0; i < x.size(); ++i) {
        yaml += std::string(static_cast<std::size_t>(indent_), ' ') + "-\n";
        inside(std::to_string(i + 1), [&] { describe(*this, x[i]); });
      }
    });
  }
  template <class Keys>
  void when(bool acts, const char*, Keys body) {
    if (acts) body();
  }

 private:
  void line(const std::string& key, const std::string& value) {
    if (!value.empty()) keys.push_back({joined(path_, key), value});
    yaml += std::string(static_cast<std::size_t>(indent_), ' ') + key + ":" + (value.empty() ? "" : " " + value) + "\n";
  }
  template <class Body>
  void inside(const std::string& key, Body body) {
    const std::string outer = path_;
    path_ = path_.empty() && is_flattened(key) ? "" : joined(path_, key);
    indent_ += 2;
    body();
    indent_ -= 2;
    path_ = outer;
  }
  template <class T, class Write>
  void write_map(const char* key, ById<T>& x, Write write) {
    line(key, x.empty() ? "{}" : "");
    inside(key, [&] {
      for (auto& [id, value] : x) write(id, value);
    });
  }

  const ParameterTable& table_;
  std::string path_;
  int indent_ = 0;
  bool in_faction_ = false;
};

Writing written(const Scenario& scenario, const ParameterTable& table) {
  Writing writing(table);
  Scenario copy = scenario;  // the schema describes what can be changed
  describe(writing, copy);
  return writing;
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
  return written(scenario, table).yaml;
}

std::vector<WrittenKey> resolved_keys(const Scenario& scenario, const ParameterTable& table) {
  return written(scenario, table).keys;
}

std::string hash_of(const std::string& text) {
  __extension__ using Wide = unsigned __int128;
  constexpr Wide prime = (Wide{1} << 88) + 0x13B;
  Wide hash = (Wide{0x6c62272e07bb0142} << 64) + 0x62b821756295c58d;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * prime;
  return fmt::format("{:016x}{:016x}", static_cast<std::uint64_t>(hash >> 64), static_cast<std::uint64_t>(hash));
}

}  // namespace backchannel
