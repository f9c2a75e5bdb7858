#include "sim/study/input_kind.hpp"

#include <doctest/doctest.h>

#include <fstream>

using namespace backchannel;

namespace {

std::filesystem::path written(const char* text) {
  const auto file = std::filesystem::temp_directory_path() / "backchannel-input-kind.yaml";
  std::ofstream(file) << text;
  return file;
}

std::optional<InputKind> kind_of(const char* text) { return kind_of_input(written(text)); }

}  // namespace

TEST_CASE("a file is told by its keys at the top") {
  CHECK(kind_of("title: x\nissues: {}\n") == InputKind::scenario);
  CHECK(kind_of("{horizon: 3, actors: {a: {}}}") == InputKind::scenario);
  CHECK(kind_of("scenario: x.yaml\ndesign: {kind: grid}\n") == InputKind::study);
  CHECK(kind_of("factors: {a: {path: x}}\n") == InputKind::study);
  CHECK(kind_of("set: {issues: 3}\n") == InputKind::policy);
  CHECK(kind_of("title: x\n") == std::nullopt);
  CHECK(kind_of("[1, 2]") == std::nullopt);
  CHECK(kind_of("a: [") == std::nullopt);
  CHECK(kind_of_input("/nowhere/at/all.yaml") == std::nullopt);
  CHECK(kind_of_input("/") == std::nullopt);
}

TEST_CASE("another kind is called by its name, its own faults are told as they are") {
  const auto message = [](const auto& act) -> std::string {
    try {
      act();
    } catch (const BadInput& bad) {
      return bad.what();
    }
    return "";
  };
  const auto study = written("scenario: x.yaml\nfactors: {}\n");
  CHECK(message([&] { (void)load_scenario(study); }) ==
        study.string() + ": is a study, not a scenario (`backchannel sweep` plays it)");
  CHECK(message([&] { refuse_other_kind(study, InputKind::policy); }) ==
        study.string() + ": is a study, not a policy (path=value, or a file with `set`)");
  refuse_other_kind(study, InputKind::study);
  const auto scenario = written("issues: {a: {}}\nactors: 3\n");
  CHECK(message([&] { (void)load_scenario(scenario); }).find("is a ") == std::string::npos);
  CHECK(message([&] { (void)load_scenario(scenario); }).find("actors: `3` stands where a map is expected") !=
        std::string::npos);
}
