package dev.ocispec.cli;

import dev.ocispec.request.BuildNetwork;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The two options that say which network a build has. */
final class NetworkOptions {
  /** Names one of the networks. */
  static final String NET = "--net";

  private static final String NETWORK = "--network";

  private NetworkOptions() {}

  static void declare(CliCommand command) {
    command.option(
        NET,
        "KIND",
        "Network of the build: none (default), private (a way out, but not to this host), or host;"
            + " private is also the default when --expect covers every output.");
    command.flag(NETWORK, "Share the host's network; the same as --net host.");
  }

  static Optional<BuildNetwork> network(CliCommand command) {
    @Nullable String kind = command.value(NET);
    boolean host = command.has(NETWORK);
    if (kind == null) {
      return host ? Optional.of(BuildNetwork.HOST) : Optional.empty();
    }
    BuildNetwork network =
        BuildNetwork.of(kind)
            .orElseThrow(
                () -> new UsageException(NET + ": expected none, private or host, found " + kind));
    if (host && network != BuildNetwork.HOST) {
      throw new UsageException(NETWORK + " and " + NET + " " + kind + " are mutually exclusive");
    }
    return Optional.of(network);
  }
}
