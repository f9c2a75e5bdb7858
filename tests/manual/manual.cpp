#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "cli/manual/completion.hpp"
#include "cli/manual/manual_page.hpp"
#include "cli/manual/schema.hpp"

using namespace backchannel;

namespace {

const CommandText play{"play",
                       "plays it",
                       {{"game", "FILE", "the game's file", "", {}, true, true, false},
                        {"--times", "N", "how often; '1' is once", "1", {}, false, false, false},
                        {"--how", "H", "fast [or] slow: both end", "", {"fast", "slow"}, false, false, false},
                        {"--quiet", "", "say nothing", "", {}, false, false, false}}};
const CommandText shell{"shell", "prints", {{"shell", "S", "which", "", {"bash", "zsh"}, true, true, false}}};

}  // namespace

TEST_CASE("a command's manual page") {
  CHECK(manual_page(play, {"1.2.3", "Exit codes: 0 done."}) ==
        R"(.TH backchannel\-play 1 "" "backchannel 1.2.3" "User Commands"
.SH NAME
backchannel\-play \- plays it
.SH SYNOPSIS
\fBbackchannel play\fR [\fIOPTIONS\fR] \fIgame\fR
.SH ARGUMENTS
.TP
\fIgame\fR
the game's file
.SH OPTIONS
.TP
\fB\-\-times\fR \fIN\fR
how often; '1' is once (default 1)
.TP
\fB\-\-how\fR \fIH\fR
fast [or] slow: both end
.TP
\fB\-\-quiet\fR
say nothing
.SH EXIT STATUS
Exit codes: 0 done.
.SH SEE ALSO
\fBbackchannel\fR(1)
)");
}

TEST_CASE("text in a manual page stands for itself") {
  const CommandText odd{"odd", ".dots and \\ and\nlines", {}};
  const std::string page = manual_page("What", {odd}, {"1", "'Tis done."});
  CHECK(page.find("\\&.dots and \\e and lines\n") != std::string::npos);
  CHECK(page.find("\\&'Tis done.\n") != std::string::npos);
}

TEST_CASE("fish is told each command and option, quotes escaped its way") {
  CHECK(fish_completion({play, shell}) ==
        R"(# fish completion of backchannel, made by `backchannel completion fish`
complete -c backchannel -f -n __fish_use_subcommand -a play -d 'plays it'
complete -c backchannel -n '__fish_seen_subcommand_from play' -l times -r -d 'how often; \'1\' is once'
complete -c backchannel -n '__fish_seen_subcommand_from play' -l how -r -f -a 'fast slow' -d 'fast [or] slow: both end'
complete -c backchannel -n '__fish_seen_subcommand_from play' -l quiet -d 'say nothing'
complete -c backchannel -f -n __fish_use_subcommand -a shell -d 'prints'
complete -c backchannel -n '__fish_seen_subcommand_from shell' -f -a 'bash zsh' -d 'which'
)");
}

TEST_CASE("zsh is told words and files, brackets and colons escaped") {
  const std::string text = zsh_completion({play});
  CHECK(text.find("'game:game:_files'") == std::string::npos);  // an argument has no name before its message
  CHECK(text.find("':game:_files'") != std::string::npos);
  CHECK(text.find(R"('--how[fast \[or\] slow\: both end]:H:(fast slow)')") != std::string::npos);
  CHECK(text.find("'--quiet[say nothing]'") != std::string::npos);
}

TEST_CASE("the schema of scenarios has the ranges, words and meanings of the keys") {
  const nlohmann::ordered_json schema = schema_of(InputKind::scenario);
  const auto& actor = schema["properties"]["actors"]["additionalProperties"]["properties"];
  CHECK(actor["role"]["enum"] == nlohmann::ordered_json({"party", "third_party"}));
  CHECK(actor["war"]["properties"]["perceived_risk"]["anyOf"][0] ==
        nlohmann::ordered_json({{"type", "number"}, {"minimum", 0}, {"maximum", 1}}));
  CHECK(actor["war"]["additionalProperties"] == false);
  CHECK(schema["properties"]["horizon"]["description"] == "last day of a run (days)");
  CHECK(schema["properties"]["mediator"]["anyOf"][1]["const"] == "none");
  CHECK(schema["definitions"]["prior"]["properties"].contains("truncated_normal"));
}
