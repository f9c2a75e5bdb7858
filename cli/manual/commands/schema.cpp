// schema: JSON Schema of the files that people write.
#include "cli/manual/schema.hpp"

#include <nlohmann/json.hpp>

#include "cli/terminal/options.hpp"
#include "cli/terminal/screen.hpp"

namespace backchannel {

void add_schema(Application& application) {
  const Command command =
      application.command("schema", "print the JSON Schema of scenarios, studies or policies, for editors");
  auto kind = std::make_shared<std::string>("scenario");
  command.word("kind", *kind, {"scenario", "study", "policy"}, "KIND", "scenario, study or policy");
  command.does([kind] {
    print_json(schema_of(*kind == "study"    ? InputKind::study
                         : *kind == "policy" ? InputKind::policy
                                             : InputKind::scenario));
    return ExitCode::ok;
  });
}

}  // namespace backchannel
