#include "analysis/figures/draw/render.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "analysis/figures/draw/letters.hpp"
#include "sim/core/atomic_file.hpp"

namespace backchannel::figures {

namespace {

class PrivateFolder {
 public:
  PrivateFolder() {
    std::string name = (temporary_folder() / "backchannel-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
      throw std::runtime_error(fmt::format("{}: cannot be made: {}", name, std::strerror(errno)));
    path_ = name;
  }
  ~PrivateFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string contents(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

std::string first_line_with_text(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (const auto from = line.find_first_not_of(" \t^"); from != std::string::npos) return line.substr(from);
  return "it said nothing";
}

/// What gnuplot is told of the outside: enough to be found and to find its fonts. Nothing else is inherited: GNUTERM
/// and the like would change or break a figure.
std::vector<std::string> surroundings() {
  std::vector<std::string> all{"LC_ALL=C.UTF-8"};
  for (const char* name : {"PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME", "FONTCONFIG_PATH", "FONTCONFIG_FILE"})
    if (const char* value = std::getenv(name); value != nullptr) all.push_back(std::string(name) + "=" + value);
  return all;
}

/// Exit code of the program, run in the folder, what it says in the file `said` there; 127: not to be found.
int run_program(std::vector<std::string> arguments, const std::filesystem::path& folder, const char* said) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, said, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  std::vector<std::string> outside = surroundings();
  std::vector<char*> envp;
  for (std::string& variable : outside) envp.push_back(variable.data());
  envp.push_back(nullptr);
  pid_t process = 0;
  const int error = posix_spawnp(&process, argv[0], &actions, nullptr, argv.data(), envp.data());
  posix_spawn_file_actions_destroy(&actions);
  if (error == ENOENT || error == EACCES) return 127;
  if (error != 0)
    throw std::runtime_error(fmt::format("{}: cannot be started: {}", arguments[0], std::strerror(error)));
  int status = 0;
  while (waitpid(process, &status, 0) < 0)
    if (errno != EINTR) throw std::runtime_error(fmt::format("{}: {}", arguments[0], std::strerror(errno)));
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// What a reader of XML and a browser expect: gnuplot names one font, and a bold one by a name that browsers do not
/// know, and writes the end of a CDATA section as it stands in a text.
std::string well_formed(std::string svg) {
  const auto replace = [&](const std::string& from, const std::string& to) {
    for (std::size_t at = svg.find(from); at != std::string::npos; at = svg.find(from, at + to.size()))
      svg.replace(at, from.size(), to);
  };
  const std::string family = "font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\"";
  replace("font-family=\"Liberation Sans:Bold\"", family + " font-weight=\"bold\"");
  replace("font-family=\"Liberation Sans\"", family);
  replace("]]>", "]]&gt;");
  return svg;
}

/// What gnuplot's terminals for png and pdf can draw: they take each character from a font that has it.
Figure with_letters_of_fonts(const Figure& figure, const std::filesystem::path& folder) {
  if (can_draw(figure, common_letters())) return figure;
  const bool listed = run_program({"fc-list", "--format", "%{charset}\n"}, folder, "letters") == 0;
  return drawable(figure, letters_of(listed ? contents(folder / "letters") : ""));
}

}  // namespace

void render(const Figure& figure, Format format, const std::filesystem::path& place) {
  const PrivateFolder folder;
  const Figure shown = format == Format::svg ? figure : with_letters_of_fonts(figure, folder.path());
  write_atomically(folder.path() / "script", gnuplot_script(shown, format));
  const int code = run_program({"gnuplot", "-d", "script"}, folder.path(), "messages");
  if (code == 127)
    throw std::runtime_error("gnuplot is not installed, and figures are drawn with it (Debian: gnuplot-nox)");
  const std::string picture = contents(folder.path() / "picture");
  if (code != 0 || picture.empty())
    throw std::runtime_error(fmt::format("gnuplot: failed with exit code {}: {}", code,
                                         first_line_with_text(contents(folder.path() / "messages"))));
  write_atomically(place, format == Format::svg ? well_formed(picture) : picture);
}

}  // namespace backchannel::figures
