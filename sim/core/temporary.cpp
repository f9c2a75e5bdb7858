#include "sim/core/temporary.hpp"

#include <unistd.h>

#include <cstdlib>
#include <string>
#include <system_error>

#include "sim/core/errors.hpp"

namespace backchannel {

std::filesystem::path temporary_folder() {
  std::string said, folder = "/tmp";
  for (const char* name : {"TMPDIR", "TMP", "TEMP", "TEMPDIR"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    folder = value;
    said = std::string(name) + "=" + value;
    break;
  }
  std::error_code ignored;
  if (std::filesystem::is_directory(folder, ignored) && access(folder.c_str(), W_OK | X_OK) == 0) return folder;
  throw BadInput({Problem{Place{said.empty() ? folder : said}, "", "is no folder that can be written to",
                          "a folder for files that are soon gone; unset it for /tmp"}});
}

}  // namespace backchannel
