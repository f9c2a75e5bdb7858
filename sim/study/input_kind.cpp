#include "sim/study/input_kind.hpp"

#include "sim/scenario/tree.hpp"

namespace backchannel {

InputKind kind_of_input(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored)) return InputKind::scenario;
  std::vector<Problem> problems;
  const std::string text = read_text(file, problems);
  const auto root = problems.empty() ? parse_yaml(text, file.string(), problems) : std::nullopt;
  if (!root || !root->is(Node::Kind::map)) return InputKind::scenario;
  const auto has = [&](const char* key) { return root->find(key) != nullptr; };
  if (has("issues") || has("actors")) return InputKind::scenario;
  if (has("factors") || (has("scenario") && has("design"))) return InputKind::study;
  return has("set") ? InputKind::policy : InputKind::scenario;
}

}  // namespace backchannel
