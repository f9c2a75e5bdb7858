// digest: a hash over the results of a study file.
#include <iostream>

#include "cli/play/study_folder.hpp"
#include "cli/terminal/options.hpp"
#include "sim/results/file/study_file.hpp"

namespace backchannel {

void add_digest(Application& application) {
  const Command command = application.command("digest", "hash over everything in a study file but facts of sessions");
  auto file = std::make_shared<std::string>();
  command.text("file", *file, "FILE", "study file, or the folder of `run --out`").required();
  command.does([file] {
    std::cout << digest(open_study(study_file_of(*file))) << '\n';
    return ExitCode::ok;
  });
}

}  // namespace backchannel
