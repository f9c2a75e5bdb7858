// The folder of `--out`: one study and what is made of it.
//   study.sqlite            everything, written batch by batch
//   summary.json, summary.md, runs.csv, scenario.resolved.yaml, manifest.json
//                           made when a session ends; each whole or not there
// A lock on the folder keeps a second writer out.
#pragma once

#include <array>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "cli/play/lock.hpp"
#include "sim/results/file/study_file.hpp"

namespace backchannel {

/// The formats of figures; they stand beside the study file unless asked otherwise.
inline constexpr std::array<const char*, 3> figure_formats{"svg", "png", "pdf"};

/// The study file of a folder of `run --out`; any other place is the file itself.
[[nodiscard]] std::filesystem::path study_file_of(const std::filesystem::path& place);

enum class Existing { keep, overwrite };

class StudyFolder {
 public:
  /// Makes the folder if need be and locks it; with Existing::overwrite removes a study that is there. Throws BadInput
  /// if the folder cannot be used.
  StudyFolder(std::filesystem::path folder, Existing existing);

  [[nodiscard]] std::filesystem::path study_file() const { return folder_ / "study.sqlite"; }
  /// The study that is there, checked to be of this identity; none if there is no study yet, which throws BadInput if
  /// files stand in the folder that a session would write.
  [[nodiscard]] std::optional<StoredStudy> stored(const Identity& wanted) const;
  /// Whether a finished session left its files.
  [[nodiscard]] bool has_products(RowTable rows) const;
  /// Removes what was made of the study, so that no file tells of other runs than the study holds.
  void remove_products() const;
  void write_products(const nlohmann::ordered_json& summary, const std::string& page,
                      const nlohmann::ordered_json& manifest) const;

 private:
  void refuse_foreign_files() const;

  std::filesystem::path folder_;
  std::optional<Lock> lock_;
};

}  // namespace backchannel
