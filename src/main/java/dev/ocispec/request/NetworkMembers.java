package dev.ocispec.request;

import dev.ocispec.report.internal.ForeignText;
import java.util.Optional;

/** The two members of a request's constraints that say which network a build has. */
final class NetworkMembers {
  private static final String NETWORK = "network";
  private static final String ACCESS = "networkAccess";

  private NetworkMembers() {}

  /** What they say together; {@code networkAccess: true} is the older word for the host's. */
  static Optional<BuildNetwork> read(RequestObject constraints) {
    Optional<String> text = constraints.textUnlessEmpty(NETWORK);
    Optional<BuildNetwork> network = text.flatMap(BuildNetwork::of);
    boolean access = constraints.flag(ACCESS).orElse(false);
    if (text.isPresent() && network.isEmpty()) {
      constraints.fault(
          RequestRule.NETWORK,
          NETWORK,
          "expected none, private or host, found \"" + ForeignText.shown(text.get()) + "\"");
      return Optional.empty();
    }
    if (!access) {
      return network;
    }
    if (network.filter(other -> other != BuildNetwork.HOST).isPresent()) {
      constraints.fault(
          RequestRule.NETWORK,
          NETWORK,
          "expected \"host\" or no such member, since networkAccess is true, found \""
              + network.get()
              + "\"");
    }
    return Optional.of(BuildNetwork.HOST);
  }
}
