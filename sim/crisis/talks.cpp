#include "sim/crisis/talks.hpp"

#include <limits>

#include "sim/crisis/calendar.hpp"

namespace backchannel {

namespace {

constexpr double unbounded = std::numeric_limits<double>::infinity();

/// One session day of the runs of a pack.
class Session {
 public:
  Session(const Model& model, State& state, const Values& values, const Draws& draws, Workspace& work, const Pack& pack)
      : model_(model),
        state_(state),
        values_(values),
        work_(work),
        table_(work.table),
        pack_(pack),
        draws_(draws.packed(pack)),
        talking_(pack.active),
        day_(gathered(state.day, pack)),
        settlement_(gathered(state.settlement, pack)) {}

  void hold() {
    sit_down();
    for (int e = 0; e < model_.scenario.talks.exchanges; ++e) exchange(e);
    rise();
  }

 private:
  struct Position {
    Text best;
    Slice best_worth, floor, required;  // Ē, Z, and D: the least that the own capital ratifies
    SliceMask speaks;                   // has something to offer: Ē ≥ Z and a ratifiable text
    Path path;
    Stance stance;
    Text offer;
    SliceMask offered = SliceMask::none();  // in this exchange
  };

  const CompiledActor& actor(std::size_t side) const {
    return model_.actors[static_cast<std::size_t>(model_.party[side])];
  }
  Outlook& outlook(std::size_t side) { return work_.outlook[static_cast<std::size_t>(model_.party[side])]; }

  // ------------------------------------------------------------------------------------------ start of the day
  void sit_down() {
    for (std::size_t s = 0; s < 2; ++s) {
      look_ahead(outlook(s), model_, state_, values_, model_.party[s], pack_);
      convene(work_.capital[s], model_, state_, values_, model_.party[s], pack_);
    }
    for (const CompiledActor& third : model_.actors)
      if (third.side < 0 && speaks_into_talks(third))
        look_ahead(work_.outlook[index(third)], model_, state_, values_, static_cast<int>(index(third)), pack_);
    advance_clocks();
    for (int scope = 0; scope < scopes; ++scope)
      if (in_play(scope)) prepare(scope);
  }

  /// Who works on a scope today: positions are exchanged on the leading one in every stage.
  SliceMask works_on(int scope) const { return scope == lead_scope() ? pack_.active : allowed(scope); }
  bool in_play(int scope) const { return model_.scope_exists(scope) && any(works_on(scope)); }

  std::size_t index(const CompiledActor& a) const { return static_cast<std::size_t>(&a - model_.actors.data()); }
  bool speaks_into_talks(const CompiledActor& third) const {
    return third.values && model_.scenario.mechanisms.third_party_voice && third.backs >= 0 &&
           !model_.constant(third.spec->voice, 0);
  }

  void advance_clocks() {
    const SliceMask first = at_most(table_.last_day, 0.0);
    const Slice passed = select(first, filled<slice_width>(1), day_ - table_.last_day);
    Slice both = filled<slice_width>(1);
    for (std::size_t s = 0; s < 2; ++s) {
      const Slice hurt = outlook(s).taste.worth_now - outlook(s).none;
      both *= readiness(model_, values_, model_.party[s], hurt, table_.hope[s], pack_);
    }
    for (std::size_t s = 0; s < 2; ++s) table_.clock[s] += both * passed;
    table_.first_day = select(first, day_, table_.first_day);
    table_.last_day = day_;
  }

  /// Best texts, floors and paths of a scope.
  void prepare(int scope) {
    const auto sc = static_cast<std::size_t>(scope);
    for (std::size_t s = 0; s < 2; ++s) {
      Position& own = position_[s][sc];
      own.best = best_text(outlook(s), scope);
      own.best_worth = worth_of_signing(outlook(s), own.best, scope);
    }
    for (std::size_t s = 0; s < 2; ++s) find_floor(s, scope);
  }

  /// The other side's last known position: its last text, or what its best text is believed to be.
  Text goal(std::size_t side, std::size_t scope) const {
    const auto other = 1 - side;
    Text text;
    for (int k = 0; k < model_.agenda.size; ++k) {
      const auto i = static_cast<std::size_t>(k);
      Slice believed = position_[other][scope].best[i];
      if (model_.scenario.talks.knowledge == Knowledge::estimated)
        believed = clamp01(Slice(believed + values_.gathered(model_.scenario.talks.belief_error, pack_) *
                                                gathered(state_.belief_error[side][i], pack_)));
      text[i] = select(above(table_.spoken[other][scope], 0.5), table_.known[other][scope][i], believed);
    }
    return text;
  }

  void find_floor(std::size_t s, int scope) {
    const auto sc = static_cast<std::size_t>(scope);
    Position& own = position_[s][sc];
    own.path =
        concession_path(outlook(s), scope, own.best, goal(s, sc), values_.gathered(actor(s).spec->logroll, pack_));
    own.floor = outlook(s).none;
    own.required = filled<slice_width>(-unbounded);
    own.speaks = at_least(own.best_worth, own.floor);
    if (work_.capital[s].faction.empty()) return;
    const auto margin = [&](const Text& x) { return ratification_margin(work_.capital[s], x, scope); };
    const Slice at_start = margin(own.best) + 1e-12;
    const Slice c = first_stretch(own.path, at_start, table_.ratifiable[s][sc], margin);
    const Slice ratifiable = worth_of_signing(outlook(s), text_at(own.path, c), scope);
    own.speaks &= at_least(at_start, 0.0);
    own.required = ratifiable.min(own.best_worth);
    own.floor = own.floor.max(own.required);
    table_.ratifiable[s][sc] = select(works_on(scope), c, table_.ratifiable[s][sc]);
  }

  // ------------------------------------------------------------------------------------------ an exchange
  /// May a text of the scope be agreed now?
  SliceMask allowed(int scope) const {
    SliceMask may = talking_;
    if (model_.mediator != nullptr) may &= at_least(table_.stage, scope == comprehensive ? 2.0 : 1.0);
    if (scope == interim) may &= below(settlement_, 0.5);
    return may;
  }

  /// Where sides take turns they answer each other within a day; else each brings one position to the day.
  bool takes_turns() const {
    const Protocol protocol = model_.scenario.talks.protocol;
    return protocol == Protocol::alternating || protocol == Protocol::take_it_or_leave_it;
  }

  void exchange(int number) {
    for (int scope = scopes - 1; scope >= 0; --scope) {
      if (!in_play(scope)) continue;
      if (number == 0 || takes_turns()) {
        take_stances(scope, number);
        put_offers(scope);
      }
      if (model_.formulates()) formulate(scope, number);
      answer_offers(scope, number);
    }
    table_.exchanges += talking_.on;
    update_hope();
  }

  Perception perceive(std::size_t s, int scope) {
    const auto sc = static_cast<std::size_t>(scope);
    const Position& own = position_[s][sc];
    const Slice deadline = gathered(state_.deadline, pack_);
    const SliceMask was_offered = above(table_.spoken[1 - s][sc], 0.5);
    const Slice offered = select(was_offered, worth_of_signing(outlook(s), table_.known[1 - s][sc], scope), own.floor);
    const int most = model_.scenario.talks.max_rounds;
    const Slice left = most >= 100000 ? filled<slice_width>(unbounded)
                                      : Slice(static_cast<double>(most) * model_.scenario.calendar.session_days *
                                                  model_.scenario.talks.exchanges -
                                              table_.exchanges);
    return {model_,
            state_,
            values_,
            pack_,
            static_cast<int>(s),
            scope,
            outlook(s),
            outlook(1 - s),
            table_.clock[s],
            Slice(values_.gathered(actor(s).spec->patience, pack_).min(deadline - table_.first_day).max(1.0)),
            own.floor,
            own.best_worth,
            offered,
            was_offered,
            left,
            Slice(values_.gathered(model_.scenario.calendar.recess_median, pack_) + 1.0),
            own.best,
            position_[1 - s][sc].best};
  }

  int lead_scope() const { return model_.scope_exists(comprehensive) ? comprehensive : interim; }

  void take_stances(int scope, int number) {
    for (std::size_t s = 0; s < 2; ++s) {
      const Perception perception = perceive(s, scope);
      auto& memory = table_.memory[s];
      if (scope == lead_scope() && number == 0) work_.tactic[s]->observe(perception, memory);
      position_[s][static_cast<std::size_t>(scope)].stance = work_.tactic[s]->stance(perception, memory);
    }
    const auto sc = static_cast<std::size_t>(scope);
    const SliceMask fight = talking_ & position_[0][sc].stance.fights & position_[1][sc].stance.fights;
    if (any(fight)) break_down(fight);
  }

  /// Whose turn it is to put an offer.
  SliceMask proposes(std::size_t s) const {
    const Talks& spec = model_.scenario.talks;
    if (spec.protocol == Protocol::simultaneous || spec.protocol == Protocol::single_text) return talking_;
    const bool starts = spec.first_proposer.given() ? spec.first_proposer.id == actor(s).id : s == 0;
    if (spec.protocol == Protocol::take_it_or_leave_it)
      return starts ? talking_ & below(table_.exchanges, 0.5) : SliceMask::none();
    const Slice half = table_.exchanges * 0.5;
    const SliceMask even = equals(floor_of(half), half);
    return talking_ & (starts ? even : !even);
  }

  void put_offers(int scope) {
    const auto sc = static_cast<std::size_t>(scope);
    for (std::size_t s = 0; s < 2; ++s) {
      Position& own = position_[s][sc];
      own.offered = proposes(s) & own.speaks;
      if (scope != lead_scope()) own.offered &= allowed(scope);
      own.path.goal = goal_within(own, s, sc);
      const auto enough = [&](const Text& x) {
        return Slice(worth_of_signing(outlook(s), x, scope) - own.stance.aspiration + 1e-13);
      };
      const Slice c = first_stretch(own.path, enough(own.best), table_.path[s][sc], enough);
      own.offer = text_at(own.path, c);
      table_.path[s][sc] = select(own.offered, c, table_.path[s][sc]);
    }
    for (std::size_t s = 0; s < 2; ++s) said_[s] = position_[s][sc].offer;
    for (std::size_t s = 0; s < 2; ++s) {
      if (!model_.formulates()) hear_backers(s, scope);
      relay(s, scope);
    }
  }

  Text goal_within(const Position& own, std::size_t s, std::size_t sc) const {
    Text text = goal(s, sc);
    for (int k = 0; k < model_.agenda.size; ++k) {
      const auto i = static_cast<std::size_t>(k);
      if (!model_.agenda.moves[sc][i]) text[i] = own.best[i];
    }
    return text;
  }

  /// A third party's best text between the two last relayed offers.
  Text proposal_of(const CompiledActor& third, int scope) {
    const Outlook& view = work_.outlook[index(third)];
    Text best = said_[0];
    Slice best_worth = worth_of_signing(view, best, scope);
    for (int g = 1; g <= 4; ++g) {
      Text text;
      for (int k = 0; k < model_.agenda.size; ++k) {
        const auto i = static_cast<std::size_t>(k);
        text[i] = said_[0][i] + 0.25 * g * (said_[1][i] - said_[0][i]);
      }
      const Slice worth = worth_of_signing(view, text, scope);
      const SliceMask better = above(worth, best_worth);
      for (int k = 0; k < model_.agenda.size; ++k) {
        const auto i = static_cast<std::size_t>(k);
        best[i] = select(better, text[i], best[i]);
      }
      best_worth = select(better, worth, best_worth);
    }
    return best;
  }

  /// Moves a text towards a third party's proposal by its voice.
  Text towards(const Text& text, const Text& proposal, const Slice& voice) const {
    Text moved;
    for (int k = 0; k < model_.agenda.size; ++k) {
      const auto i = static_cast<std::size_t>(k);
      moved[i] = text[i] + voice * (proposal[i] - text[i]);
    }
    return moved;
  }

  /// Under facilitation a backer speaks into the offer of its side, as far as that side's floor allows.
  void hear_backers(std::size_t s, int scope) {
    Position& own = position_[s][static_cast<std::size_t>(scope)];
    for (const CompiledActor& third : model_.actors) {
      if (third.side >= 0 || third.backs != model_.party[s] || !speaks_into_talks(third)) continue;
      const Text proposal = proposal_of(third, scope);
      Text moved = towards(own.offer, proposal, values_.gathered(third.spec->voice, pack_));
      for (int k = 0; k < model_.agenda.size; ++k) {
        const auto i = static_cast<std::size_t>(k);
        moved[i] = moved[i].max(own.path.low[i]).min(own.path.high[i]);
      }
      const SliceMask bearable = at_least(worth_of_signing(outlook(s), moved, scope), own.floor);
      for (int k = 0; k < model_.agenda.size; ++k) {
        const auto i = static_cast<std::size_t>(k);
        own.offer[i] = select(bearable, moved[i], own.offer[i]);
      }
      tell(Told::voice, own.offered, static_cast<int>(index(third)), model_.party[s], scope, proposal);
    }
  }

  /// The other side learns an offer.
  void relay(std::size_t s, int scope) {
    const auto sc = static_cast<std::size_t>(scope);
    const Position& own = position_[s][sc];
    for (int k = 0; k < model_.agenda.size; ++k) {
      const auto i = static_cast<std::size_t>(k);
      table_.known[s][sc][i] = select(own.offered, own.offer[i], table_.known[s][sc][i]);
    }
    table_.spoken[s][sc] = table_.spoken[s][sc].max(own.offered.on);
    tell(Told::offer, own.offered, model_.party[s], model_.party[1 - s], scope, own.offer);
  }

  // ------------------------------------------------------------------------------------------ the mediator's text
  void formulate(int scope, int number) {
    const auto sc = static_cast<std::size_t>(scope);
    const SliceMask may = allowed(scope);
    if (!any(may)) return;
    Estimate& estimate = work_.estimate;
    for (std::size_t s = 0; s < 2; ++s) {
      estimate.outlook[s] = outlook(s);
      estimate.best[s] = position_[s][sc].best_worth;
      estimate.reservation[s] = text_threshold(s, sc, position_[s][sc].floor);
    }
    blur(estimate, model_, state_, table_.variance, pack_);
    Text text = single_text(scope);
    for (const CompiledActor& third : model_.actors)
      if (third.side < 0 && speaks_into_talks(third)) {
        const Text proposal = proposal_of(third, scope);
        text = towards(text, proposal, values_.gathered(third.spec->voice, pack_));
        tell(Told::voice, may, static_cast<int>(index(third)), -1, scope, proposal);
      }
    Slice temperature = table_.temperature;
    improve(text, estimate, model_, values_, temperature, scope, number, draws_, pack_);
    table_.temperature = select(may, temperature, table_.temperature);
    for (int k = 0; k < model_.agenda.size; ++k) {
      const auto i = static_cast<std::size_t>(k);
      table_.single[sc][i] = select(may, text[i], table_.single[sc][i]);
    }
    table_.has_single[sc] = table_.has_single[sc].max(may.on);
    tell(Told::proposal, may, -1, -1, scope, text);
    put_to_both(scope, number, text, may);
  }

  /// The text the mediator starts from: the last one, or the middle between the sides' best texts.
  Text single_text(int scope) const {
    const auto sc = static_cast<std::size_t>(scope);
    Text text;
    for (int k = 0; k < model_.agenda.size; ++k) {
      const auto i = static_cast<std::size_t>(k);
      const Slice middle = 0.5 * (position_[0][sc].offer[i] + position_[1][sc].offer[i]);
      text[i] = select(above(table_.has_single[sc], 0.5), table_.single[sc][i], middle);
    }
    return text;
  }

  Slice text_threshold(std::size_t s, std::size_t sc, const Slice& floor) const {
    const Position& own = position_[s][sc];
    const Slice firmness = values_.gathered(actor(s).spec->firmness, pack_);
    return floor + firmness * (own.stance.aspiration - floor).max(0.0);
  }

  void put_to_both(int scope, int number, const Text& text, const SliceMask& may) {
    const auto sc = static_cast<std::size_t>(scope);
    const bool levers = model_.mediator->style == Style::manipulation;
    std::array<Slice, 2> sweetener{filled<slice_width>(0), filled<slice_width>(0)}, cost = sweetener;
    if (levers)
      for (std::size_t s = 0; s < 2; ++s) {
        const Leverage& spec = model_.mediator->leverage;
        const Slice half = 0.5 * table_.budget;
        const SliceMask short_of = below(worth_of_signing(work_.estimate.outlook[s], text, scope),
                                         Slice(work_.estimate.reservation[s] + 0.05));
        sweetener[s] = values_.gathered(spec.sweetener, pack_).min(half) * short_of.on;
        cost[s] = values_.gathered(spec.refusal_cost, pack_).min(half);
      }
    std::array<SliceMask, 2> yes;
    for (std::size_t s = 0; s < 2; ++s) {
      const Slice lowered = (outlook(s).none - cost[s]).max(position_[s][sc].required);
      const Slice threshold = text_threshold(s, sc, lowered);
      yes[s] = says_yes(s, scope, text, may, threshold, sweetener[s]);
    }
    const SliceMask agreed = may & yes[0] & yes[1];
    if (levers) {
      Slice paid = (sweetener[0] + sweetener[1]) * agreed.on;
      for (std::size_t s = 0; s < 2; ++s) paid += cost[s] * (may & !yes[s]).on;
      table_.budget = (table_.budget - paid).max(0.0);
    }
    agree(agreed, scope, text);
    refuse(may & !agreed, model_.text_breakdown[sc][static_cast<std::size_t>(number)]);
  }

  // ------------------------------------------------------------------------------------------ answers
  void answer_offers(int scope, int number) {
    const auto sc = static_cast<std::size_t>(scope);
    if (model_.scenario.talks.protocol == Protocol::single_text) return;
    const SliceMask may = allowed(scope);
    std::array<SliceMask, 2> taken;  // by the other side
    SliceMask put = SliceMask::none();
    for (std::size_t s = 0; s < 2; ++s) {
      const std::size_t j = 1 - s;
      const SliceMask asked = may & position_[s][sc].offered;
      put |= asked;
      const bool final_offer = model_.scenario.talks.protocol == Protocol::take_it_or_leave_it;
      const Slice threshold = final_offer ? position_[j][sc].floor : position_[j][sc].stance.threshold;
      taken[s] = any(asked) ? says_yes(j, scope, position_[s][sc].offer, asked, threshold, filled<slice_width>(0))
                            : SliceMask::none();
    }
    // Where both took the other's offer, a coin decides which of the two is written down.
    const SliceMask coin = draws_.chance(model_.coin, 0.5);
    const SliceMask first = taken[0] & (!taken[1] | coin);
    agree(first, scope, position_[0][sc].offer);
    agree(taken[1] & !first, scope, position_[1][sc].offer);
    refuse(put & !taken[0] & !taken[1], model_.offer_breakdown[sc][static_cast<std::size_t>(number)]);
  }

  SliceMask says_yes(std::size_t s, int scope, const Text& text, const SliceMask& asked, const Slice& threshold,
                     const Slice& sweetener) {
    const Outlook& view = outlook(s);
    const Slice snapback = threatened(view.promises, text);
    const Slice cost = audience_cost(view, state_, table_.demand[s], text);
    const Slice margin = worth_of_signing(view, text, scope) + sweetener - cost - (threshold - snapback);
    const Slice chance = chance_of(margin, values_.gathered(model_.scenario.precision.text, pack_));
    const Slice shock = draws_.keyed(actor(s).answer[static_cast<std::size_t>(scope)], table_.rounds);
    const SliceMask possible = asked & position_[s][static_cast<std::size_t>(scope)].speaks &
                               is_of_scope(view, text, scope) & !crosses_absolute_line(view.taste, text, scope);
    const SliceMask yes = possible & below(shock, chance);
    tell_answer(s, scope, text, asked, yes, margin);
    return yes;
  }

  void agree(const SliceMask& agreed, int scope, const Text& text) {
    const SliceMask now = agreed & talking_;
    if (!any(now)) return;
    talking_ &= !now;
    for (int place = 0; place < pack_.size; ++place) {
      if (!now[place]) continue;
      const auto lane = pack_.lane[static_cast<std::size_t>(place)];
      state_.today.in_principle[lane] = scope + 1;
      for (int k = 0; k < model_.agenda.size; ++k)
        state_.pending_text[static_cast<std::size_t>(k)][lane] = text[static_cast<std::size_t>(k)][place];
    }
    tell(Told::agreed, now, -1, -1, scope, text);
  }

  void refuse(const SliceMask& refused, Stream stream) {
    const Breakdown& spec = model_.scenario.talks.breakdown;
    SliceMask broken = refused & talking_;
    if (model_.constant(spec.probability, 0) || !any(broken)) return;
    broken &= draws_.chance(stream, values_.gathered(spec.probability, pack_));
    if (any(broken)) break_down(broken);
  }

  void break_down(const SliceMask& broken) {
    talking_ &= !broken;
    table_.open = select(broken, 0.0, table_.open);
    const bool war = model_.scenario.talks.breakdown.outcome == BreakdownOutcome::war;
    mark(state_.today.breakdown, broken);
    if (war) mark(state_.today.imposed_war, broken);
    tell(Told::breakdown, broken, -1, -1, -1, {});
  }

  void mark(Lanes& lanes, const SliceMask& mask) const {
    scatter(Slice(gathered(lanes, pack_).max(mask.on)), lanes, pack_);
  }

  // ------------------------------------------------------------------------------------------ end of the day
  void update_hope() {
    for (std::size_t s = 0; s < 2; ++s) {
      Slice gap = filled<slice_width>(unbounded);
      for (int scope = 0; scope < scopes; ++scope) {
        if (!in_play(scope)) continue;
        const auto sc = static_cast<std::size_t>(scope);
        const Slice asked = position_[s][sc].stance.aspiration;
        const SliceMask heard = works_on(scope) & above(table_.spoken[1 - s][sc], 0.5);
        const Slice short_of = asked - worth_of_signing(outlook(s), table_.known[1 - s][sc], scope);
        gap = select(heard, gap.min(short_of.max(0.0)), gap);
        if (!model_.formulates()) continue;
        const Slice by_text = asked - worth_of_signing(outlook(s), table_.single[sc], scope);
        gap = select(works_on(scope) & above(table_.has_single[sc], 0.5), gap.min(by_text.max(0.0)), gap);
      }
      const SliceMask heard = below(gap, 1e9);
      if (model_.mediator != nullptr) gap = reported(s, gap);
      const SliceMask first = heard & below(table_.first_gap[s], 0.0);
      table_.first_gap[s] = select(first, gap, table_.first_gap[s]);
      const Slice least = values_.gathered(actor(s).spec->ripeness.least_hope, pack_);
      const Slice closed = 1.0 - (gap / table_.first_gap[s].max(1e-9)).min(1.0);
      const Slice hope = select(at_most(gap, 0.0), 1.0, least + (1.0 - least) * closed);
      table_.hope[s] = select(heard, hope, table_.hope[s]);
    }
  }

  /// Noise and framing of what the mediator reports; the texts themselves are passed on unchanged.
  Slice reported(std::size_t s, const Slice& gap) const {
    const Slice skill = values_.gathered(model_.mediator->skill, pack_);
    const Slice noise =
        values_.gathered(model_.mediator->noise, pack_) * (1.0 - skill) * draws_.normal(actor(s).report);
    const Slice framing = values_.gathered(model_.mediator->framing, pack_) * skill;
    return select(at_most(gap, 0.0), gap, (gap - framing + noise).max(1e-6));
  }

  void rise() {
    const Lanes& hope_before = state_.hope;
    const Slice hope = table_.hope[0].min(table_.hope[1]);
    const SliceMask nearer = above(hope, gathered(hope_before, pack_));
    leave_text_on_table();
    table_.days_left -= 1.0;
    const SliceMask ended = at_most(table_.days_left, 0.0) | !talking_;
    if (model_.mediator != nullptr) {
      const Slice skill = values_.gathered(model_.mediator->skill, pack_);
      table_.variance *= 1.0 - skill * skill;
      advance_stage(ended & pack_.active);
      counsel(model_, state_, values_, draws_, pack_, ended & pack_.active);
      const Slice relief = values_.gathered(model_.mediator->progress, pack_) * skill * (ended & nearer).on;
      scatter(Slice(gathered(state_.today.reliefs, pack_) + relief), state_.today.reliefs, pack_);
    }
    scatter(hope, state_.hope, pack_);
    adjourn(model_, state_, values_, draws_, pack_, table_, ended);
    const bool over = model_.scenario.talks.protocol == Protocol::take_it_or_leave_it;
    if (over) table_.open = select(above(table_.exchanges, 0.5) & talking_, 0.0, table_.open);
  }

  void leave_text_on_table() {
    const int scope = lead_scope();
    const auto sc = static_cast<std::size_t>(scope);
    const bool single = model_.formulates();
    for (int k = 0; k < model_.agenda.size; ++k) {
      const auto i = static_cast<std::size_t>(k);
      const Slice middle = 0.5 * (table_.known[0][sc][i] + table_.known[1][sc][i]);
      const Slice text = single ? select(above(table_.has_single[sc], 0.5), table_.single[sc][i], middle) : middle;
      scatter(text, state_.on_table[i], pack_);
    }
    scatter(table_.spoken[0][sc].min(table_.spoken[1][sc]), state_.text_on_table, pack_);
  }

  /// clarify → framework → text, at most one step at the end of a round.
  void advance_stage(const SliceMask& ended) {
    const auto sc = static_cast<std::size_t>(lead_scope());
    Slice distance = filled<slice_width>(0);
    for (const int k : model_.agenda.movable[sc]) {
      const auto i = static_cast<std::size_t>(k);
      distance += (table_.known[0][sc][i] - table_.known[1][sc][i]).abs();
    }
    const Slice gap = distance / static_cast<double>(model_.agenda.movable[sc].size()) + root(table_.variance);
    const Slice bound = select(below(table_.stage, 0.5), values_.gathered(model_.mediator->framework_gap, pack_),
                               values_.gathered(model_.mediator->text_gap, pack_));
    const SliceMask heard = above(table_.spoken[0][sc].min(table_.spoken[1][sc]), 0.5);
    const SliceMask step = ended & heard & below(table_.stage, 1.5) & at_most(gap, bound);
    table_.stage += step.on;
    tell(Told::stage, step, -1, -1, -1, {});
  }

  // ------------------------------------------------------------------------------------------ the story
  void tell(Told told, const SliceMask& mask, int who, int to, int scope, const Text& text) const {
    if (state_.story == nullptr) return;
    const int place = state_.story->place(pack_);
    if (place < 0 || !mask[place]) return;
    StoryEntry entry{static_cast<int>(day_[place]), told, who, to, scope, table_.stage[place], 0, {}};
    if (scope >= 0)
      for (int k = 0; k < model_.agenda.size; ++k) entry.text.push_back(text[static_cast<std::size_t>(k)][place]);
    state_.story->entries.push_back(std::move(entry));
  }

  /// 1: yes, 0: no, −1: the text crosses a red line, −2: it is not of the scope, −3: the capital would ratify none.
  void tell_answer(std::size_t s, int scope, const Text& text, const SliceMask& asked, const SliceMask& yes,
                   const Slice& margin) {
    if (state_.story == nullptr) return;
    const int place = state_.story->place(pack_);
    if (place < 0 || !asked[place]) return;
    const Outlook& view = outlook(s);
    double answer = yes[place] ? 1 : 0;
    if (crosses_absolute_line(view.taste, text, scope)[place])
      answer = -1;
    else if (!is_of_scope(view, text, scope)[place])
      answer = -2;
    else if (!position_[s][static_cast<std::size_t>(scope)].speaks[place])
      answer = -3;
    state_.story->entries.push_back(
        {static_cast<int>(day_[place]), Told::answer, model_.party[s], -1, scope, answer, margin[place], {}});
  }

  const Model& model_;
  State& state_;
  const Values& values_;
  Workspace& work_;
  PackedTable& table_;
  const Pack& pack_;
  const DrawsOf<slice_width> draws_;
  SliceMask talking_;  // not yet agreed or broken down today
  Slice day_, settlement_;
  std::array<std::array<Position, scopes>, 2> position_;
  std::array<Text, 2> said_;  // the sides' offers before their backers spoke
};

}  // namespace

Slice readiness(const Model& model, const Values& values, int actor, const Slice& hurt, const Slice& hope,
                const Pack& pack) {
  if (!model.scenario.mechanisms.ripeness) return filled<slice_width>(1);
  const Ripeness& spec = model.actors[static_cast<std::size_t>(actor)].spec->ripeness;
  const Slice slope = values.gathered(spec.slope, pack);
  return chance_of(Slice(hurt - values.gathered(spec.hurt_threshold, pack)), slope) *
         chance_of(Slice(hope - values.gathered(spec.way_out_threshold, pack)), slope);
}

Slice audience_cost(const Outlook& outlook, const State& state, const Text& demand, const Text& x) {
  const Taste& taste = outlook.taste;
  const auto actor = static_cast<std::size_t>(taste.holder->actor);
  const Audience& spec = taste.model->actors[actor].spec->audience;
  Slice retreat = filled<slice_width>(0);
  for (int k = 0; k < taste.model->agenda.size; ++k) {
    const auto i = static_cast<std::size_t>(k);
    retreat += taste.salience[i] * (loss(taste, k, x[i]) - loss(taste, k, demand[i])).max(0.0);
  }
  return outlook.values->gathered(spec.cost, *outlook.pack) * gathered(state.commitment[actor], *outlook.pack) *
         retreat;
}

void talk(const Model& model, State& state, const Values& values, const Draws& draws, Workspace& work) {
  const Mask in_session = convened(model, state, values);
  for_each_pack(
      in_session,
      [&](const Pack& pack) {
        for (std::size_t n = 0; n < work.seats.size(); ++n) *work.packed_seats[n] = gathered(*work.seats[n], pack);
        Session(model, state, values, draws, work, pack).hold();
        for (std::size_t n = 0; n < work.seats.size(); ++n) scatter(*work.packed_seats[n], *work.seats[n], pack);
      },
      &work.talks);
}

}  // namespace backchannel
