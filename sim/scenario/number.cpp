#include "sim/scenario/number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/scenario/messages.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {
namespace {

const std::vector<std::string> number_keys = {"value",      "uniform", "normal", "truncated_normal", "lognormal",
                                              "triangular", "beta",    "gamma",  "discrete",         "basis",
                                              "source",     "note",    "private"};

/// Reads one number; what is wrong goes to `problems_`, and every reader returns nothing then.
class NumberReader {
 public:
  NumberReader(const std::string& path, const NumberSpec& spec, std::optional<int> start,
               std::vector<Problem>& problems)
      : path_(path), spec_(spec), start_(start), problems_(problems) {}

  std::optional<WrittenNumber> read(const Node& node) {
    const std::size_t before = problems_.size();
    WrittenNumber number;
    if (node.is(Node::Kind::map)) {
      read_map(node, number);
    } else if (const auto value = read_scalar(node)) {
      number.prior = Prior::constant(*value);
      check(number.prior, node);
    }
    if (problems_.size() != before) return std::nullopt;
    return number;
  }

 private:
  void complain(const Node& node, const std::string& what, const std::string& allowed) {
    report(problems_, node.place, path_, what, allowed);
  }

  [[nodiscard]] std::string expected() const {
    const std::string day = start_ ? "a day, a date such as " + example_date() + " or a prior" : "";
    return (start_ ? day : "a number or a prior") + ", " + range_text(spec_.low, spec_.high);
  }

  /// The first day, or the last before it.
  [[nodiscard]] std::string example_date() const {
    return date_from_days(*start_ + (spec_.high < 1 ? static_cast<int>(spec_.high) - 1 : 0));
  }

  std::optional<double> read_scalar(const Node& node) {
    if (!node.is(Node::Kind::scalar)) {
      complain(node, what_is(node) + " stands where a number is expected", expected());
      return std::nullopt;
    }
    if (looks_like_date(node.text)) return read_date(node);
    const auto value = node.quoted ? std::nullopt : number_from(node.text);
    if (!value)
      complain(node, what_is(node) + (node.quoted ? " is quoted text," : " is") + " not a number", expected());
    if (value && std::isnan(*value)) {
      complain(node, ".nan is not a number", expected());
      return std::nullopt;
    }
    return value;
  }

  std::optional<double> read_date(const Node& node) {
    if (!start_) {
      complain(node, "a date stands where a number is expected", expected());
      return std::nullopt;
    }
    const auto days = days_from_date(node.text);
    if (!days) {
      complain(node, "there is no date " + node.text, expected());
      return std::nullopt;
    }
    return *days - *start_ + 1;
  }

  void read_map(const Node& node, WrittenNumber& number) {
    const Node* form = nullptr;
    std::string form_key;
    bool all_known = true;
    for (const auto& [key, place, value] : node.entries) {
      if (key == "basis") {
        read_basis(value, number.evidence);
      } else if (key == "source") {
        read_text(value, "source", number.evidence.source);
      } else if (key == "note") {
        read_text(value, "note", number.evidence.note);
      } else if (key == "private") {
        read_private(value, number);
      } else if (key != "value" && !prior_kind(key)) {
        report_unknown(problems_, {place, path_ + "." + printable(key), "unknown key", ""}, key, number_keys,
                       Remedy::Of::key);
        all_known = false;
      } else if (form) {
        report(problems_, place, path_, fmt::format("both {} and {}", form_key, key), "one value or one prior");
      } else {
        form = &value;
        form_key = key;
        read_form(key, value, number.prior);
      }
    }
    if (all_known) finish_map(node, form, number);
  }

  void finish_map(const Node& node, const Node* form, const WrittenNumber& number) {
    if (!form) complain(node, "neither a value nor a prior", "{value: ...} or a prior such as {uniform: [low, high]}");
    if (number.evidence.basis == Basis::fact && number.evidence.source.empty())
      complain(node, "a fact needs a source", "basis: fact, source: \"...\"");
    if (form && number.is_private && number.prior.is_constant())
      complain(node, "private has no effect on a constant", "a private number needs a prior");
  }

  void read_form(const std::string& key, const Node& node, Prior& prior) {
    if (key == "value") {
      if (const auto value = read_scalar(node)) {
        prior = Prior::constant(*value);
        check(prior, node);
      }
      return;
    }
    Prior read;
    read.kind = *prior_kind(key);
    const bool complete =
        read.kind == Prior::Kind::discrete ? read_discrete(node, read) : read_list(node, read.kind, read.numbers);
    if (!complete) return;
    prior = read;
    check(prior, node);
  }

  bool read_list(const Node& node, Prior::Kind kind, std::vector<double>& numbers) {
    numbers.clear();
    if (!node.is(Node::Kind::list)) {
      complain(node, what_is(node) + " stands where the numbers of the prior are expected",
               name(kind) + ": " + form(kind));
      return false;
    }
    for (const Node& item : node.items) {
      const auto value = read_scalar(item);
      if (!value) return false;
      numbers.push_back(*value);
    }
    return true;
  }

  bool read_discrete(const Node& node, Prior& prior) {
    const Node* values = node.find("values");
    const Node* weights = node.find("weights");
    if (!node.is(Node::Kind::map) || !values || !weights || node.entries.size() != 2) {
      complain(node, "a discrete prior needs values and weights", "discrete: " + form(prior.kind));
      return false;
    }
    const std::optional<int> start = std::exchange(start_, std::nullopt);
    const bool has_weights = read_list(*weights, prior.kind, prior.weights);
    start_ = start;
    return read_list(*values, prior.kind, prior.numbers) && has_weights;
  }

  void check(const Prior& prior, const Node& node) {
    if (const std::string fault = prior.fault(); !fault.empty() && !prior.is_constant()) {
      complain(node, fault, name(prior.kind) + ": " + form(prior.kind));
      return;
    }
    const auto [low, high] = prior.support();
    if (low >= spec_.low && high <= spec_.high && !(std::isinf(low) && prior.is_constant() && low < 0)) return;
    if (!prior.is_constant()) {
      complain_about_support(prior, node);
    } else if (start_) {
      const std::string date = looks_like_date(node.text) ? node.text + " is " : "";
      complain(node, date + "day " + shortest(low) + ", out of range",
               "day " + range_text(spec_.low, spec_.high) + "; day 1 is " + date_from_days(*start_));
    } else {
      complain(node, shortest(low) + " is out of range", range_text(spec_.low, spec_.high));
    }
  }

  void complain_about_support(const Prior& prior, const Node& node) {
    const bool below = prior.support().first < spec_.low;
    Problem problem{
        node.place, path_,
        name(prior.kind) + " reaches " + (below ? "below " + shortest(spec_.low) : "above " + shortest(spec_.high)),
        range_text(spec_.low, spec_.high)};
    for (const Prior& cut : truncations(prior)) {
      const std::string yaml = fmt::format("{{{}: {}}}", name(cut.kind), list_of(cut.numbers));
      problem.remedies.push_back({Remedy::Of::prior, yaml, "use " + yaml});
    }
    problems_.push_back(std::move(problem));
  }

  /// The prior cut to its key's range; then, because several numbers together may have a narrower limit, to ever more
  /// of its bulk.
  [[nodiscard]] std::vector<Prior> truncations(const Prior& prior) const {
    using Kind = Prior::Kind;
    if (prior.kind != Kind::normal && prior.kind != Kind::truncated_normal && prior.kind != Kind::lognormal &&
        prior.kind != Kind::gamma)
      return {};
    const bool is_normal = prior.kind == Kind::normal || prior.kind == Kind::truncated_normal;
    const auto [least, most] = prior.support();
    const double low = std::max(spec_.low, least), high = std::min(spec_.high, most);
    Prior cut{is_normal ? Kind::truncated_normal : prior.kind, {prior.numbers[0], prior.numbers[1], low, high}, {}};
    std::vector<Prior> cuts;
    for (const double share : {1.0, 0.9999, 0.999, 0.99, 0.95}) {
      if (share < 1) cut.numbers[3] = std::min(high, rounded(prior.quantile(share), 2));
      if (low < high && cut.fault().empty() && (cuts.empty() || cuts.back() != cut)) cuts.push_back(cut);
    }
    return cuts;
  }

  void read_basis(const Node& node, Evidence& evidence) {
    if (node.is(Node::Kind::scalar) && node.text == "fact") {
      evidence.basis = Basis::fact;
    } else if (node.is(Node::Kind::scalar) && node.text == "judgement") {
      evidence.basis = Basis::judgement;
    } else {
      report(problems_, node.place, path_ + ".basis", "unknown basis " + what_is(node), "fact or judgement");
    }
  }

  void read_text(const Node& node, const char* key, std::string& text) {
    if (!node.is(Node::Kind::scalar)) {
      report(problems_, node.place, path_ + "." + key, what_is(node) + " stands where text is expected", "words");
      return;
    }
    text = node.text;
  }

  void read_private(const Node& node, WrittenNumber& number) {
    const bool is_flag = node.is(Node::Kind::scalar) && !node.quoted && (node.text == "true" || node.text == "false");
    if (!is_flag) report(problems_, node.place, path_ + ".private", what_is(node) + " is not a flag", "true or false");
    number.is_private = is_flag && node.text == "true";
  }

  const std::string& path_;
  const NumberSpec& spec_;
  std::optional<int> start_;
  std::vector<Problem>& problems_;
};

}  // namespace

std::optional<WrittenNumber> read_number(const Node& node, const std::string& path, const NumberSpec& spec,
                                         std::optional<int> start, std::vector<Problem>& problems) {
  return NumberReader(path, spec, start, problems).read(node);
}

}  // namespace backchannel
