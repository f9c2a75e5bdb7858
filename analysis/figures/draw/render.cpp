#include "analysis/figures/draw/render.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
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

/// How a program is started: in the folder, what it says in the file `said` there, in a group of its own, so that what
/// it starts ends with it.
class Start {
 public:
  Start(const HeldSignals& held, const std::filesystem::path& folder, const char* said) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str());
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, said, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_adddup2(&actions_, STDOUT_FILENO, STDERR_FILENO);
    posix_spawnattr_init(&ways_);
    posix_spawnattr_setflags(&ways_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setpgroup(&ways_, 0);
    posix_spawnattr_setsigmask(&ways_, &held.before());
  }
  ~Start() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&ways_);
  }
  Start(const Start&) = delete;
  Start& operator=(const Start&) = delete;

  /// What went wrong, 0 if nothing.
  int operator()(pid_t& process, std::vector<std::string>& arguments) const {
    std::vector<std::string> outside = surroundings();
    const auto pointers = [](std::vector<std::string>& texts) {
      std::vector<char*> all;
      for (std::string& text : texts) all.push_back(text.data());
      all.push_back(nullptr);
      return all;
    };
    const std::vector<char*> argv = pointers(arguments), envp = pointers(outside);
    return posix_spawnp(&process, argv[0], &actions_, &ways_, argv.data(), envp.data());
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t ways_{};
};

/// The status with which a process ends. If it takes too long, or a signal ends this program, it is ended.
int wait_for(pid_t process, const HeldSignals& held, const std::string& name) {
  using namespace std::chrono_literals;
  constexpr auto most = 30s;
  const auto start = std::chrono::steady_clock::now();
  int status = 0;
  for (pid_t ended = 0; ended == 0;) {
    ended = waitpid(process, &status, WNOHANG);
    if (ended < 0) throw std::runtime_error(fmt::format("{}: {}", name, std::strerror(errno)));
    if (ended != 0) continue;
    const bool is_late = std::chrono::steady_clock::now() - start > most;
    if (!held.wait(50ms) && !is_late) continue;
    kill(-process, SIGKILL);
    waitpid(process, &status, 0);
    throw std::runtime_error(
        is_late ? fmt::format("{}: had not ended after {} seconds and was given up", name, most.count())
                : name + ": was stopped");
  }
  return status;
}

/// Exit code of the program, run in the folder, what it says in the file `said` there; 127: not to be found.
int run_program(std::vector<std::string> arguments, const HeldSignals& held, const std::filesystem::path& folder,
                const char* said) {
  pid_t process = 0;
  const int error = Start(held, folder, said)(process, arguments);
  if (error == ENOENT || error == EACCES) return 127;
  if (error != 0)
    throw std::runtime_error(fmt::format("{}: cannot be started: {}", arguments[0], std::strerror(error)));
  const int status = wait_for(process, held, arguments[0]);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// Whether a picture has its end: gnuplot does not notice that the disk is full.
bool is_whole(std::string_view picture, Format format) {
  while (!picture.empty() && (picture.back() == '\n' || picture.back() == '\r') && format != Format::png)
    picture.remove_suffix(1);
  if (format == Format::svg) return picture.ends_with("</svg>");
  if (format == Format::pdf) return picture.starts_with("%PDF-") && picture.ends_with("%%EOF");
  return picture.starts_with("\x89PNG") && picture.ends_with("IEND\xAE\x42\x60\x82");
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
Figure with_letters_of_fonts(const Figure& figure, const HeldSignals& held, const std::filesystem::path& folder) {
  if (can_draw(figure, common_letters())) return figure;
  const bool listed = run_program({"fc-list", "--format", "%{charset}\n"}, held, folder, "letters") == 0;
  return drawable(figure, letters_of(listed ? contents(folder / "letters") : ""));
}

}  // namespace

void render(const Figure& figure, Format format, const std::filesystem::path& place) {
  const HeldSignals held;  // the folder goes before a signal ends this program
  const PrivateFolder folder;
  const Figure shown = format == Format::svg ? figure : with_letters_of_fonts(figure, held, folder.path());
  write_atomically(folder.path() / "script", gnuplot_script(shown, format));
  const int code = run_program({"gnuplot", "-d", "script"}, held, folder.path(), "messages");
  if (code == 127)
    throw std::runtime_error("gnuplot is not installed, and figures are drawn with it (Debian: gnuplot-nox)");
  const std::string picture = contents(folder.path() / "picture");
  if (code != 0 || picture.empty())
    throw std::runtime_error(fmt::format("gnuplot: failed with exit code {}: {}", code,
                                         first_line_with_text(contents(folder.path() / "messages"))));
  if (!is_whole(picture, format))
    throw std::runtime_error(
        fmt::format("gnuplot: left half a figure (is {} full?)", folder.path().parent_path().string()));
  write_atomically(place, format == Format::svg ? well_formed(picture) : picture);
}

}  // namespace backchannel::figures
