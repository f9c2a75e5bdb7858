// Small texts that summaries and figures share.
#pragma once

#include <string>

#include "analysis/summary.hpp"

namespace backchannel {

/// interim_agreement: "interim agreement".
[[nodiscard]] std::string words(std::string name);
/// 1,234,567
[[nodiscard]] std::string grouped(std::uint64_t number);
/// Three digits, and none behind the point from 100 on.
[[nodiscard]] std::string brief(double value);
/// "20,000 runs of up to 180 days from 2026-02-07, seed 1", and what is unfinished or failed.
[[nodiscard]] std::string provenance(const Summary& summary);
/// interim, comprehensive, strike, war: "interim agreement", "first strike".
[[nodiscard]] std::string passage_words(const std::string& name);

inline constexpr const char* caution =
    "A model of argument, not of the future: it supports thought; it does not predict.";

}  // namespace backchannel
