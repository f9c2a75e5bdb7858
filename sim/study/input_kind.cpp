#include "sim/study/input_kind.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "sim/core/choice.hpp"
#include "sim/scenario/tree.hpp"

namespace backchannel {

namespace {

constexpr std::array kind_names{"scenario", "study", "policy"};
constexpr std::array kind_remedies{"`backchannel run` plays it", "`backchannel sweep` plays it",
                                   "`backchannel compare SCENARIO --with` it tries it"};

/// Seen without reading it all, since it is the common case.
bool begins_a_scenario(const std::string& text) {
  return std::ranges::any_of(std::array<std::string, 2>{"issues:", "actors:"}, [&](const std::string& key) {
    return text.starts_with(key) || text.find("\n" + key) != std::string::npos;
  });
}

}  // namespace

std::optional<InputKind> kind_of_input(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored)) return std::nullopt;
  std::vector<Problem> problems;
  const std::string text = read_text(file, problems);
  if (!problems.empty()) return std::nullopt;
  if (begins_a_scenario(text)) return InputKind::scenario;
  const auto root = parse_yaml(text, file.string(), problems);
  if (!root || !root->is(Node::Kind::map)) return std::nullopt;
  const auto has = [&](const char* key) { return root->find(key) != nullptr; };
  if (has("issues") || has("actors")) return InputKind::scenario;
  if (has("factors") || (has("scenario") && has("design"))) return InputKind::study;
  return has("set") ? std::optional(InputKind::policy) : std::nullopt;
}

void refuse_other_kind(const std::filesystem::path& file, InputKind wanted) {
  const auto kind = kind_of_input(file);
  if (!kind || *kind == wanted) return;
  const std::size_t index = index_of(*kind);
  const std::string what = std::string("is a ") + kind_names[index] + ", not a " + kind_names[index_of(wanted)];
  const std::string allowed = wanted == InputKind::policy ? "path=value, or a file with `set`" : kind_remedies[index];
  throw BadInput({Problem{Place{file.string()}, "", what, allowed}});
}

LoadedScenario load_scenario(const std::filesystem::path& file, std::span<const Override> changes) {
  try {
    return read_scenario(file, changes);
  } catch (const BadInput&) {
    refuse_other_kind(file, InputKind::scenario);
    throw;
  }
}

}  // namespace backchannel
