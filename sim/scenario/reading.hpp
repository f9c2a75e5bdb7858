// The visitor behind the reader: walks the format beside the YAML tree, fills the scenario and the table of numbers
// and collects problems. Every visit takes its key from the group that is open, so that what is left over is unknown.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/checks/declared.hpp"
#include "sim/scenario/number.hpp"
#include "sim/scenario/parameters.hpp"
#include "sim/scenario/tree.hpp"
#include "sim/scenario/visitor.hpp"

namespace backchannel {

class Reading : public KeyVisitor {
 public:
  Reading(const Node& root, const Declared& ids, ParameterTable& table, std::vector<Problem>& problems);

  /// Keys of overridden groups that lost their effect: one line each.
  std::vector<Problem> notices;
  /// Reads the keys of the scenario itself, which `keys` visits, and returns their names.
  [[nodiscard]] std::vector<std::string> read(const Body& keys);

  [[nodiscard]] bool is_unlisted() const override { return is_unlisted_; }
  void text(const char* key, std::string& x, const char* fallback, const char* meaning) override;
  void date(const char* key, std::string& x, const char* fallback, const char* meaning) override;
  void number(const char* key, Param& x, const NumberSpec& spec) override { read_param(key, x, spec, std::nullopt); }
  void day(const char* key, Param& x, const NumberSpec& spec) override { read_param(key, x, spec, start_); }
  void optional_number(const char* key, std::optional<Param>& x, const NumberSpec& spec) override {
    read_optional(key, x, spec, std::nullopt);
  }
  void optional_day(const char* key, std::optional<Param>& x, const NumberSpec& spec) override {
    read_optional(key, x, spec, start_);
  }
  void numbers(const char* key, ById<Param>& x, To to, const NumberSpec& spec) override;
  void count(const char* key, int& x, const CountSpec& spec) override;
  void flag(const char* key, bool& x, bool fallback, const char* meaning) override;
  void reference(const char* key, Reference& x, To to, Need need, const char* meaning) override;
  void state(const char* key, std::string& x, Place& place, const char* meaning) override;
  void texts(const char* key, std::vector<std::string>& x, const char* meaning) override;
  void when(bool acts, const char* reason, const Body& keys) override;

 protected:
  void visit_choice(const char* key, std::size_t& index, const ChoiceSpec& spec) override;
  void visit_choices(const char* key, ById<std::size_t>& x, To to, const ChoiceSpec& spec) override;
  void visit_group(const char* key, const char* meaning, const Body& keys) override;
  void visit_optional(const char* key, Entries& x, const char* meaning, const char* source) override;
  void visit_map(const char* key, Entries& x, To to, Listing listing, const char* meaning) override;
  void visit_list(const char* key, Entries& x, const char* meaning) override;

 private:
  /// The group that is being read.
  struct Group {
    const Node* node;
    std::vector<std::string> known;
    std::map<std::string, std::string> inactive;  // key: why it has no effect
  };

  /// The node of a key of the open group, nothing if it is not written; also nothing while keys are only named.
  const Node* take(const char* key);
  void complain(const Node& node, const std::string& key, const std::string& what, const std::string& allowed);
  /// Whether the section with such ids is missing or no map, which is reported once and not with each reference.
  [[nodiscard]] bool is_unreadable(To to) const { return (to == To::issue ? ids_.issues : ids_.actors).empty(); }
  [[nodiscard]] std::string path_of(const std::string& key) const;

  void read_param(const char* key, Param& x, const NumberSpec& spec, std::optional<int> start);
  void read_optional(const char* key, std::optional<Param>& x, const NumberSpec& spec, std::optional<int> start);
  std::optional<WrittenNumber> written_number(const Node& node, const std::string& path, const NumberSpec& spec,
                                              std::optional<int> start);
  Param add(const std::string& path, const Node& node, const NumberSpec& spec, const std::optional<WrittenNumber>&);
  Param add_default(const std::string& path, const Place& place, const NumberSpec& spec);
  [[nodiscard]] std::map<std::string, const Node*> pairs(const Node& node);
  [[nodiscard]] std::string pair_of(const Node::Entry& entry);

  void report_no_map(const Node& node, const std::string& path, const char* allowed, const char* with_defaults);
  [[nodiscard]] bool is_map(const Node& node, const std::string& key, const std::string& allowed);
  /// Whether an entry's key is an id that may stand there.
  bool is_known(const Node::Entry& entry, const std::string& key, To to);
  [[nodiscard]] std::vector<std::string> possible(To to) const;
  void report_id(Problem problem, const std::string& id, To to, Remedy::Of of);
  /// The entries of a map, which may be nothing, in order of key.
  [[nodiscard]] static std::vector<const Node::Entry*> by_key(const Node* node);
  /// What an enumerator's name says; nothing after a problem.
  std::optional<std::size_t> read_choice(const Node& node, const std::string& key, const ChoiceSpec& spec);
  bool read_word(const Node& node, const std::string& key, std::string& x);

  /// Reads the keys of a group standing at `node` under the path `path`.
  void read_group(const Node& node, const std::string& path, const Body& keys);
  /// Reads an entry of a map or list; false if it names an actor that is switched off.
  bool read_entry(const Node& node, const std::string& path, Entries& x, const std::string& id);
  void read_unlisted(Entries& x, const std::string& path);
  void close(Group& group);

  const Node& root_;
  const Declared& ids_;
  ParameterTable& table_;
  std::vector<Problem>& problems_;
  std::optional<int> start_;
  bool start_is_known_ = true;
  std::string path_;
  Group* group_ = nullptr;
  const char* inactive_ = nullptr;  // while set, keys are only named: they have no effect here
  bool names_disabled_ = false;     // the entry being read refers to an actor that is switched off
  bool inherits_ = false;           // keys that are not written keep their value
  bool is_unlisted_ = false;
};

}  // namespace backchannel
