// By what studies of one title are told apart: what differs between them, in words.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace backchannel {

struct StudyInput {
  std::string title, resolved_yaml;
  std::uint64_t runs = 0, seed = 0;
};

/// For each study its own side of what differs among those of its title: "mediation style manipulation, seed 2"; of
/// more than three things the first three and how many more there are. Empty where nothing differs or the title is its
/// own.
[[nodiscard]] std::vector<std::string> study_differences(const std::vector<StudyInput>& studies);

}  // namespace backchannel
