package dev.ocispec.attestation;

import dev.ocispec.host.HostFacts;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxIdMapping;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.User;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A process has the groups that its specification names and no others. Only a runtime that an
 * ordinary user starts may leave it that user's in a user namespace: giving them up takes a right
 * that runc does not make use of without root.
 */
final class GroupsCheck {
  /** What a group that is not mapped into a user namespace is seen as. */
  private static final String NOT_MAPPED = "65534";

  private final Spec spec;
  private final HostFacts host;
  private final User user;

  GroupsCheck(Spec spec, HostFacts host) {
    this.spec = spec;
    this.host = host;
    this.user =
        spec.process().flatMap(process -> process.user()).orElseGet(() -> User.builder().build());
  }

  AttestationCheck of(Observation observed) {
    Set<String> named = new TreeSet<>();
    user.additionalGids().forEach(gid -> named.add(gid.toString()));
    Set<String> found =
        new TreeSet<>(List.of(observed.field("status", "Groups").strip().split("\\s+")));
    found.remove("");
    found.remove(Long.toString(user.gid().orElse(0)));
    Set<String> unexpected = new TreeSet<>(found);
    unexpected.removeAll(named);
    Set<String> callers = callers();
    unexpected.removeAll(callers);
    return new AttestationCheck(
        "groups",
        unexpected.isEmpty() && found.containsAll(named),
        shown(named) + (callers.isEmpty() ? "" : ", or left from the caller: " + shown(callers)),
        shown(found));
  }

  /** How the groups of an ordinary user who starts the runtime are seen inside. */
  private Set<String> callers() {
    boolean hostsRoot = host.uid() == 0 && host.confinement().isInitial();
    Set<String> seen = new TreeSet<>();
    if (!hostsRoot
        && spec.linux().filter(l -> ProcessChecks.has(l, LinuxNamespaceType.USER)).isPresent()) {
      seen.add(NOT_MAPPED);
      spec.linux().map(Linux::gidMappings).orElse(List.of()).stream()
          .filter(this::mapsCaller)
          .map(m -> Long.toString(m.containerID() + host.gid() - m.hostID()))
          .forEach(seen::add);
    }
    return seen;
  }

  private boolean mapsCaller(LinuxIdMapping mapping) {
    return host.gid() >= mapping.hostID() && host.gid() - mapping.hostID() < mapping.size();
  }

  private static String shown(Set<String> groups) {
    return groups.isEmpty() ? "none" : String.join(" ", groups);
  }
}
