// Where files stand that are soon gone.
#pragma once

#include <filesystem>

namespace backchannel {

/// The folder that TMPDIR, TMP, TEMP or TEMPDIR names, else /tmp. Throws BadInput if it cannot be written to.
[[nodiscard]] std::filesystem::path temporary_folder();

}  // namespace backchannel
