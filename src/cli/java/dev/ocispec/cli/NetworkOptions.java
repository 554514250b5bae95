package dev.ocispec.cli;

import dev.ocispec.request.BuildNetwork;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.request.ExpectedOutput;
import dev.ocispec.sandbox.SandboxLayout;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The options that say which network a build has: by name, or by promising what it will bring. They
 * also change what a request file says.
 */
final class NetworkOptions {
  /** Names one of the networks. */
  static final String NET = "--net";

  private static final String NETWORK = "--network";

  private NetworkOptions() {}

  static void declare(CliCommand command) {
    ExpectOption.declare(command);
    command.option(
        NET,
        "KIND",
        "Network of the build: none (default), private (a way out, but not to this host), or host;"
            + " private is also the default when --expect covers every output.");
    command.flag(NETWORK, "Share the host's network; the same as --net host.");
  }

  /** The request with the network and the promises that the command line gives. */
  static BuildRequest apply(CliCommand command, BuildRequest request) {
    BuildRequest.Builder builder = request.toBuilder();
    network(command).ifPresent(network -> builder.constraints(c -> c.network(network)));
    Map<String, String> promises = RequestOptions.pairs(command, ExpectOption.EXPECT);
    List<ExpectedOutput> all = new ArrayList<>(request.outputDigests());
    all.removeIf(promise -> promises.containsKey(promise.path()));
    promises.forEach((output, digest) -> all.add(ExpectOption.of(output, digest)));
    return builder.outputDigests(all).build();
  }

  /** Says that nobody attaches a private network to what is only written down. */
  static void remarkUnattached(CliCommand command, Spec spec) {
    if (SandboxLayout.hasPrivateNetwork(spec)) {
      command
          .streams()
          .err()
          .println(
              "ocispec: only sandbox run and sandbox exec attach a private network; run by hand,"
                  + " the container has nothing but its loopback interface");
    }
  }

  private static Optional<BuildNetwork> network(CliCommand command) {
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
