// The scenario format, described once. `describe(v, x)` beside each struct of `keys/` names every key of x in YAML
// order with its meaning, unit, range, default, source (of a convention of the model: the section of sim/MODEL.md) and
// limiting case; visitors make of it the strict reader, the writer of the resolved copy, `explain` and `evidence`.
// Structs and descriptions know no visitor, visitors know no struct.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/core/id.hpp"
#include "sim/scenario/by_id.hpp"
#include "sim/scenario/key_spec.hpp"
#include "sim/scenario/param.hpp"

namespace backchannel {

/// Groups of one kind, by id (those of a list: "1", "2", …).
class Entries {
 public:
  Entries() = default;
  Entries(const Entries&) = delete;
  Entries& operator=(const Entries&) = delete;
  virtual ~Entries() = default;

  [[nodiscard]] virtual std::vector<std::string> ids() const = 0;
  virtual void add(const std::string& id) = 0;
  virtual void erase(const std::string& id) = 0;
  virtual void describe_entry(KeyVisitor& v, const std::string& id) = 0;
  /// The keys of an entry as such, whatever there is.
  virtual void describe_keys(KeyVisitor& v) = 0;
};

class KeyVisitor {
 public:
  using Body = std::function<void()>;

  KeyVisitor() = default;
  KeyVisitor(const KeyVisitor&) = delete;
  KeyVisitor& operator=(const KeyVisitor&) = delete;
  virtual ~KeyVisitor() = default;

  /// Whether keys are visited that have no effect on what is described.
  [[nodiscard]] virtual bool all() const { return false; }
  /// Whether the group stands for an id that a map `for_each` does not list.
  [[nodiscard]] virtual bool is_unlisted() const { return false; }

  virtual void text(const char* key, std::string& x, const char* fallback, const char* meaning) = 0;
  virtual void date(const char* key, std::string& x, const char* fallback, const char* meaning) = 0;
  /// A number or a prior, entered into the parameter table; of a day an ISO date is turned into a day of the scenario.
  virtual void number(const char* key, Param& x, const NumberSpec& spec) = 0;
  virtual void day(const char* key, Param& x, const NumberSpec& spec) = 0;
  virtual void optional_number(const char* key, std::optional<Param>& x, const NumberSpec& spec) = 0;
  virtual void optional_day(const char* key, std::optional<Param>& x, const NumberSpec& spec) = 0;
  /// A map from ids to numbers.
  virtual void numbers(const char* key, ById<Param>& x, To to, const NumberSpec& spec) = 0;
  /// A whole number that is structure (never a prior).
  virtual void count(const char* key, int& x, const CountSpec& spec) = 0;
  virtual void flag(const char* key, bool& x, bool fallback, const char* meaning) = 0;
  /// An id that must exist.
  virtual void reference(const char* key, Reference& x, To to, Need need, const char* meaning) = 0;
  /// The name of a public state.
  virtual void state(const char* key, std::string& x, Place& place, const char* meaning) = 0;
  virtual void texts(const char* key, std::vector<std::string>& x, const char* meaning) = 0;

  /// One of the words of a BACKCHANNEL_CHOICE.
  template <class Enum>
  void choice(const char* key, Enum& x, Enum fallback, const char* meaning, const char* source = "",
              const char* limit = "") {
    static constexpr auto all_names = names(Enum{});
    std::size_t index = index_of(x);
    visit_choice(key, index, {all_names, index_of(fallback), meaning, source, limit});
    x = static_cast<Enum>(index);
  }
  /// A map from ids to choices.
  template <class Enum>
  void choices(const char* key, ById<Enum>& x, To to, const char* meaning) {
    static constexpr auto all_names = names(Enum{});
    ById<std::size_t> indices;
    for (const auto& [id, value] : x) indices[id] = index_of(value);
    visit_choices(key, indices, to, {all_names, 0, meaning});
    x.clear();
    for (const auto& [id, index] : indices) x[id] = static_cast<Enum>(index);
  }

  template <class T>
  void group(const char* key, T& x, const char* meaning) {
    visit_group(key, meaning, [&] { describe(*this, x); });
  }
  /// A group that may be absent.
  template <class T>
  void optional_group(const char* key, std::optional<T>& x, const char* meaning, const char* source = "");
  /// A map from ids to groups.
  template <class T>
  void map(const char* key, ById<T>& x, To to, const char* meaning);
  /// The same; `described(v, entry)` instead of `describe`.
  template <class T, class Describe>
  void map(const char* key, ById<T>& x, To to, const char* meaning, Describe described);
  /// A map with a group for each issue, also for those that it does not list; `described(v, entry)` as in `map`.
  template <class T, class Describe>
  void for_each_issue(const char* key, ById<T>& x, const char* meaning, Describe described);
  /// A map by issue of what differs from `own`: keys that are not written are those of `own`.
  template <class T>
  void differing(const char* key, ById<T>& x, const ById<T>& own, const char* meaning);
  template <class T>
  void list(const char* key, std::vector<T>& x, const char* meaning);
  /// Keys that act only under a condition, which `reason` states.
  virtual void when(bool acts, const char* reason, const Body& keys) = 0;

 protected:
  enum class Listing { some, each, differing };  // map, for_each_issue, differing

  virtual void visit_choice(const char* key, std::size_t& index, const ChoiceSpec& spec) = 0;
  virtual void visit_choices(const char* key, ById<std::size_t>& x, To to, const ChoiceSpec& spec) = 0;
  virtual void visit_group(const char* key, const char* meaning, const Body& keys) = 0;
  /// At most one entry, of no id.
  virtual void visit_optional(const char* key, Entries& x, const char* meaning, const char* source) = 0;
  virtual void visit_map(const char* key, Entries& x, To to, Listing listing, const char* meaning) = 0;
  virtual void visit_list(const char* key, Entries& x, const char* meaning) = 0;

 private:
  template <class T, class Describe>
  class MapEntries;
  template <class T>
  class Described;
  template <class T>
  class ListEntries;
  template <class T>
  class OptionalEntry;
};

// --------------------------------------------------------------------------------------------- what the visits hand on
template <class T, class Describe>
class KeyVisitor::MapEntries : public Entries {
 public:
  MapEntries(ById<T>& x, Describe described, const ById<T>* own = nullptr)
      : x_(x), own_(own), describe_(std::move(described)) {}

  [[nodiscard]] std::vector<std::string> ids() const override {
    std::vector<std::string> ids;
    for (const auto& [id, value] : x_) ids.push_back(id);
    return ids;
  }
  void add(const std::string& id) override {
    T& value = x_[id];
    if (own_ && own_->contains(id)) value = own_->at(id);
  }
  void erase(const std::string& id) override { x_.erase(id); }
  void describe_entry(KeyVisitor& v, const std::string& id) override { describe_(v, x_.at(id)); }
  void describe_keys(KeyVisitor& v) override {
    T value;
    describe_(v, value);
  }

 private:
  ById<T>& x_;
  const ById<T>* own_;
  Describe describe_;
};

/// Entries of a type that has a `describe`.
template <class T>
class KeyVisitor::Described : public Entries {
 public:
  void describe_keys(KeyVisitor& v) override {
    T value;
    describe(v, value);
  }
};

template <class T>
class KeyVisitor::ListEntries : public Described<T> {
 public:
  explicit ListEntries(std::vector<T>& x) : x_(x) {}

  [[nodiscard]] std::vector<std::string> ids() const override {
    std::vector<std::string> ids;
    for (std::size_t i = 1; i <= x_.size(); ++i) ids.push_back(std::to_string(i));
    return ids;
  }
  void add(const std::string&) override { x_.emplace_back(); }
  void erase(const std::string&) override { x_.pop_back(); }
  void describe_entry(KeyVisitor& v, const std::string& id) override { describe(v, x_.at(std::stoul(id) - 1)); }

 private:
  std::vector<T>& x_;
};

template <class T>
class KeyVisitor::OptionalEntry : public Described<T> {
 public:
  explicit OptionalEntry(std::optional<T>& x) : x_(x) {}

  [[nodiscard]] std::vector<std::string> ids() const override {
    return x_ ? std::vector<std::string>{""} : std::vector<std::string>{};
  }
  void add(const std::string&) override { x_.emplace(); }
  void erase(const std::string&) override { x_.reset(); }
  void describe_entry(KeyVisitor& v, const std::string&) override { describe(v, *x_); }

 private:
  std::optional<T>& x_;
};

template <class T>
void KeyVisitor::optional_group(const char* key, std::optional<T>& x, const char* meaning, const char* source) {
  OptionalEntry<T> entry(x);
  visit_optional(key, entry, meaning, source);
}

template <class T>
void KeyVisitor::map(const char* key, ById<T>& x, To to, const char* meaning) {
  map(key, x, to, meaning, [](KeyVisitor& v, T& value) { describe(v, value); });
}

template <class T, class Describe>
void KeyVisitor::map(const char* key, ById<T>& x, To to, const char* meaning, Describe described) {
  MapEntries<T, Describe> entries(x, std::move(described));
  visit_map(key, entries, to, Listing::some, meaning);
}

template <class T, class Describe>
void KeyVisitor::for_each_issue(const char* key, ById<T>& x, const char* meaning, Describe described) {
  MapEntries<T, Describe> entries(x, std::move(described));
  visit_map(key, entries, To::issue, Listing::each, meaning);
}

template <class T>
void KeyVisitor::differing(const char* key, ById<T>& x, const ById<T>& own, const char* meaning) {
  const auto described = [](KeyVisitor& v, T& value) { describe(v, value); };
  MapEntries<T, decltype(described)> entries(x, described, &own);
  visit_map(key, entries, To::issue, Listing::differing, meaning);
}

template <class T>
void KeyVisitor::list(const char* key, std::vector<T>& x, const char* meaning) {
  ListEntries<T> entries(x);
  visit_list(key, entries, meaning);
}

}  // namespace backchannel
