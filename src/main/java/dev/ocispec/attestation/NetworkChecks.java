package dev.ocispec.attestation;

import dev.ocispec.sandbox.PrivateAddresses;
import dev.ocispec.sandbox.SandboxLayout;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;

/** What must hold of the network that is seen in the sandbox, when it is not the host's. */
final class NetworkChecks {
  private static final String LOOPBACK = "lo";

  private final Spec spec;
  private final Observation observed;

  NetworkChecks(Spec spec, Observation observed) {
    this.spec = spec;
    this.observed = observed;
  }

  List<AttestationCheck> all() {
    List<AttestationCheck> checks = new ArrayList<>();
    boolean own =
        spec.linux().map(Linux::namespaces).orElse(List.of()).stream()
            .anyMatch(n -> n.type().equals(LinuxNamespaceType.NETWORK) && n.path().isEmpty());
    if (!own) {
      return checks;
    }
    boolean outward = SandboxLayout.hasPrivateNetwork(spec);
    checks.add(
        AttestationCheck.equal(
            outward ? "private-network" : "no-network",
            outward ? LOOPBACK + " " + PrivateAddresses.INTERFACE : LOOPBACK,
            String.join(" ", interfaces())));
    checks.add(noForeignSockets());
    if (outward) {
      checks.add(
          AttestationCheck.equal(
              "private-resolver",
              "nameserver " + PrivateAddresses.RESOLVER,
              String.join("\n", observed.section("resolver"))));
      checks.add(
          AttestationCheck.equal(
              "private-routes", PrivateAddresses.INTERFACE, String.join(" ", routed())));
    }
    return checks;
  }

  /** Abstract sockets belong to a network namespace; in a new one nobody has made any yet. */
  private AttestationCheck noForeignSockets() {
    List<String> seen =
        observed.section("local-sockets").stream()
            .map(line -> line.substring(line.lastIndexOf(' ') + 1))
            .filter(name -> name.startsWith("@"))
            .toList();
    return new AttestationCheck("no-abstract-sockets", seen.isEmpty(), "none", seen.toString());
  }

  private List<String> interfaces() {
    return observed.section("interfaces").stream()
        .filter(line -> line.indexOf(':') >= 0)
        .map(line -> line.substring(0, line.indexOf(':')).strip())
        .sorted()
        .toList();
  }

  /** The interfaces that routes lead through; the first line is a heading. */
  private List<String> routed() {
    return observed.section("routes").stream()
        .skip(1)
        .map(line -> line.split("\\s", 2)[0])
        .distinct()
        .sorted()
        .toList();
  }
}
