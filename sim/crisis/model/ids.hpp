// What the model counts: its typed indices and the small enumerations that mechanisms share.
#pragma once

#include "sim/core/id.hpp"

namespace backchannel {

using ActorId = Id<struct ActorTag>;
using IssueId = Id<struct IssueTag>;
using HolderId = Id<struct HolderTag>;  // an actor or one of its factions; actors have the same place among holders
using DyadId = Id<struct DyadTag>;
using MoveId = Id<struct MoveTag>;
using EventId = Id<struct EventTag>;
using StrikeId = Id<struct StrikeTag>;    // a direction in which force can be used
using ChannelId = Id<struct ChannelTag>;  // acts of one kind by one actor
using FactionId = Id<struct FactionTag>;  // of its party

inline constexpr std::size_t max_issues = 32, max_actors = 8;

constexpr HolderId holder_of(ActorId actor) { return HolderId{actor.number()}; }

/// What a text settles.
enum class Scope { interim, comprehensive };
inline constexpr std::array<Scope, 2> scopes{Scope::interim, Scope::comprehensive};
template <class T>
using PerScope = Each<Scope, T, 2>;

/// The two who negotiate.
enum class Side { first, second };
inline constexpr std::array<Side, 2> sides{Side::first, Side::second};
constexpr Side other(Side side) { return side == Side::first ? Side::second : Side::first; }
template <class T>
using PerSide = Each<Side, T, 2>;

/// How far mediated talks have come.
enum class Stage { clarify, framework, text };

/// The worst that has happened.
enum class Violence : std::uint8_t { none, incident, strike, war };

/// What a text that was signed or is in force settles.
enum class Settlement : std::uint8_t { none, interim, comprehensive };
/// The place among `scopes` of what a text settles, of a text that exists.
constexpr std::size_t scope_place(Settlement text) { return static_cast<std::size_t>(text) - 1; }

/// What lanes and rows keep for an enumerator. Of a scope: 1 interim, 2 comprehensive; 0 stands for no text.
constexpr double code(Scope scope) { return scope == Scope::interim ? 1.0 : 2.0; }
constexpr double code(Stage stage) { return static_cast<double>(stage); }
constexpr double code(Violence violence) { return static_cast<double>(violence); }
/// What lanes keep for an id: its number.
template <class Tag>
constexpr double code(Id<Tag> id) {
  return static_cast<double>(id.number());
}

}  // namespace backchannel
