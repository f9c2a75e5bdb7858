#include "cli/manual/completion.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace backchannel {
namespace {

/// In single quotes, for a shell.
std::string in_quotes(const std::string& text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c == '\n' ? ' ' : c);
  return result + "'";
}

/// Quotes within quotes of fish are escaped otherwise.
std::string in_fish_quotes(const std::string& text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') result += '\\';
    result += c == '\n' ? ' ' : c;
  }
  return result + "'";
}

/// Of an explanation in zsh `[`, `]` and `:` mean something.
std::string for_zsh(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

std::string option_names(const CommandText& command) {
  std::vector<std::string> names;
  for (const OptionText& option : command.options)
    if (!option.is_argument) names.push_back(option.name);
  return fmt::format("{}", fmt::join(names, " "));
}

std::vector<std::string> command_names(const std::vector<CommandText>& commands) {
  std::vector<std::string> names;
  for (const CommandText& command : commands) names.push_back(command.name);
  return names;
}

/// `word)` of an argument with words, in a case over "command option".
std::string bash_cases(const CommandText& command) {
  std::string text;
  for (const OptionText& option : command.options)
    if (!option.words.empty())
      text += fmt::format("    \"{} {}\") words={} ;;\n", command.name, option.is_argument ? "" : option.name,
                          in_quotes(fmt::format("{}", fmt::join(option.words, " "))));
  return text;
}

std::string zsh_argument(const OptionText& option) {
  const std::string what = for_zsh(option.what);
  const std::string action = option.words.empty() ? "_files" : fmt::format("({})", fmt::join(option.words, " "));
  if (option.is_argument)
    return in_quotes(fmt::format("{}:{}:{}", option.is_repeated ? "*" : "", for_zsh(option.name), action));
  const std::string name = option.is_repeated ? "*" + option.name : option.name;
  return in_quotes(option.type.empty() ? fmt::format("{}[{}]", name, what)
                                       : fmt::format("{}[{}]:{}:{}", name, what, for_zsh(option.type), action));
}

}  // namespace

std::string bash_completion(const std::vector<CommandText>& commands) {
  std::string options, words;
  for (const CommandText& command : commands) {
    options += fmt::format("    {}) options={} ;;\n", command.name, in_quotes(option_names(command)));
    words += bash_cases(command);
  }
  return fmt::format(R"(# bash completion of backchannel, made by `backchannel completion bash`
_backchannel() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} command=${{COMP_WORDS[1]}} options words
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '{} --help --version' -- "$current"))
    return
  fi
  case $command in
{}  esac
  case $previous in -*) ;; *) previous= ;; esac
  case "$command $previous" in
{}  esac
  case $current in
    -*) COMPREPLY=($(compgen -W "$options" -- "$current")) ;;
    *) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
  esac
}}
complete -o bashdefault -o default -F _backchannel backchannel
)",
                     fmt::join(command_names(commands), " "), options, words);
}

std::string zsh_completion(const std::vector<CommandText>& commands) {
  std::string names, arguments;
  for (const CommandText& command : commands) {
    names += fmt::format("    {}\n", in_quotes(command.name + ":" + for_zsh(command.what)));
    arguments += fmt::format("    {})\n      _arguments", command.name);
    for (const OptionText& option : command.options) arguments += " \\\n        " + zsh_argument(option);
    arguments += " ;;\n";
  }
  return fmt::format(R"(#compdef backchannel
# zsh completion of backchannel, made by `backchannel completion zsh`
_backchannel() {{
  local -a commands
  commands=(
{}  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
{}  esac
}}
_backchannel "$@"
)",
                     names, arguments);
}

std::string fish_completion(const std::vector<CommandText>& commands) {
  std::string text = "# fish completion of backchannel, made by `backchannel completion fish`\n";
  for (const CommandText& command : commands) {
    text += fmt::format("complete -c backchannel -f -n __fish_use_subcommand -a {} -d {}\n", command.name,
                        in_fish_quotes(command.what));
    const std::string within = fmt::format("complete -c backchannel -n '__fish_seen_subcommand_from {}'", command.name);
    for (const OptionText& option : command.options) {
      const std::string words =
          option.words.empty()
              ? ""
              : fmt::format(" -f -a {}", in_fish_quotes(fmt::format("{}", fmt::join(option.words, " "))));
      if (option.is_argument && option.words.empty()) continue;  // files, as everywhere
      text += within;
      if (!option.is_argument) text += fmt::format(" -l {}{}", option.name.substr(2), option.type.empty() ? "" : " -r");
      text += fmt::format("{} -d {}\n", words, in_fish_quotes(option.what));
    }
  }
  return text;
}

}  // namespace backchannel
