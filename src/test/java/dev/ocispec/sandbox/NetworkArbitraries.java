package dev.ocispec.sandbox;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.NetworkTools;
import dev.ocispec.request.BuildNetwork;
import dev.ocispec.request.BuildRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Networks that are asked for, promises that stand in for asking, and what hosts have for them. */
final class NetworkArbitraries {
  /** All that a private network needs. */
  static final NetworkTools ALL_TOOLS = new NetworkTools(programs(), true);

  private static final String DIGEST = "sha256:" + "7".repeat(64);

  private NetworkArbitraries() {}

  private static Map<String, Path> programs() {
    Map<String, Path> programs = new HashMap<>();
    NetworkTools.names().forEach(name -> programs.put(name, Path.of("/usr/bin", name)));
    return programs;
  }

  static Arbitrary<Optional<BuildNetwork>> networks() {
    return Arbitraries.of(BuildNetwork.class).optional();
  }

  /** Hosts that have all, and such that lack one thing or everything. */
  static Arbitrary<NetworkTools> tools() {
    Arbitrary<NetworkTools> lacking =
        Combinators.combine(Arbitraries.of(NetworkTools.names()), Arbitraries.of(true, false))
            .as(
                (name, tunnel) -> {
                  Map<String, Path> rest = programs();
                  if (tunnel) {
                    rest.remove(name);
                  }
                  return new NetworkTools(rest, tunnel);
                });
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.just(ALL_TOOLS)),
        Tuple.of(1, lacking),
        Tuple.of(1, Arbitraries.just(NetworkTools.NONE)));
  }

  /** The request, the digests of its first {@code count} outputs promised. */
  static BuildRequest promising(BuildRequest request, int count) {
    BuildRequest.Builder builder = request.toBuilder();
    request.outputs().stream()
        .limit(count)
        .forEach(output -> builder.addOutputDigest(output, DIGEST));
    return builder.build();
  }

  /** The host, with all that a private network needs if the request insists on one. */
  static HostFacts able(BuildRequest request, HostFacts host) {
    return request.constraints().network().equals(Optional.of(BuildNetwork.PRIVATE))
        ? host.toBuilder().networkTools(ALL_TOOLS).build()
        : host;
  }
}
