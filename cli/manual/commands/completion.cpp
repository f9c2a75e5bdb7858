// completion: what a shell needs to complete command lines.
#include "cli/manual/completion.hpp"

#include <iostream>

namespace backchannel {

void add_completion(Application& application) {
  const Command command =
      application.command("completion", "print what a shell needs to complete commands and options");
  auto shell = std::make_shared<std::string>();
  command.word("shell", *shell, {"bash", "zsh", "fish"}, "SHELL", "bash, zsh or fish").required();
  command.does([&application, shell] {
    const std::vector<CommandText> commands = application.commands();
    std::cout << (*shell == "bash"  ? bash_completion(commands)
                  : *shell == "zsh" ? zsh_completion(commands)
                                    : fish_completion(commands));
    return ExitCode::ok;
  });
}

}  // namespace backchannel
