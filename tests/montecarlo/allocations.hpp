// Counts what this test program asks operator new for, and how often it locks a mutex.
#pragma once

#include <cstdint>

namespace backchannel {

std::uint64_t allocations();
std::uint64_t locks();

}  // namespace backchannel
