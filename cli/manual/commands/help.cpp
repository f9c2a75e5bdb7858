// help: what --help prints of a command, or its manual page.
#include <iostream>

#include "cli/manual/manual_page.hpp"
#include "cli/play/build_facts.hpp"
#include "cli/terminal/screen.hpp"

namespace backchannel {
namespace {

std::string manual(const Application& application, const std::string& name) {
  const ManualFrame frame{version(), application.footer()};
  const std::vector<CommandText> commands = application.commands();
  if (name.empty()) return manual_page(application.what(), commands, frame);
  for (const CommandText& command : commands)
    if (command.name == name) return manual_page(command, frame);
  return application.help(name);  // which says that there is none
}

}  // namespace

void add_help(Application& application) {
  const Command command = application.command("help", "say what a command does and takes");
  auto name = std::make_shared<std::string>();
  auto as_page = std::make_shared<bool>(false);
  command.text("command", *name, "COMMAND", "the command; without it all of them");
  command.flag("--man", *as_page, "as a manual page, for man(1)");
  command.does([&application, name, as_page] {
    if (*as_page)
      std::cout << manual(application, *name);
    else
      print(application.help(*name));
    return ExitCode::ok;
  });
}

}  // namespace backchannel
