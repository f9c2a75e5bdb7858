#include "sim/scenario/keys/mechanisms.hpp"

#include "sim/scenario/visitor.hpp"

namespace backchannel {

void describe(KeyVisitor& v, Mechanisms& x) {
#define BACKCHANNEL_SWITCH(name, meaning) v.flag(#name, x.name, true, meaning);
  BACKCHANNEL_SWITCHES(BACKCHANNEL_SWITCH)
#undef BACKCHANNEL_SWITCH
}

}  // namespace backchannel
