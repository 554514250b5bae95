package dev.ocispec.service;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.NamespaceTrial;
import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.spec.LinuxNamespaceType;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What is known of a host, and what only trying and the folder for builds tell; tried once. */
final class TriedHost {
  private final String builds;
  private Optional<Set<LinuxNamespaceType>> namespaces = Optional.empty();

  /** For builds in a folder, whose path has no links in it. */
  TriedHost(Path builds) {
    this.builds = PathBytes.text(builds);
  }

  /** Facts that come from elsewhere, and then this. */
  <T> Function<T, HostFacts> after(Function<T, HostFacts> facts) {
    return request -> of(facts.apply(request));
  }

  /** The facts with the namespaces that can really be made, and the flags of the folder's mount. */
  private synchronized HostFacts of(HostFacts host) {
    if (namespaces.isEmpty()) {
      namespaces = Optional.of(NamespaceTrial.of(host.namespaces(), host.uid()));
    }
    return host.toBuilder()
        .namespaces(namespaces.get().stream().filter(host.namespaces()::contains).toList())
        .confinement(host.confinement().withBundleFlags(host.flagsAt(builds)))
        .build();
  }
}
