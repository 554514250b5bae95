package dev.ocispec.bundle;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.IdRange;
import dev.ocispec.preset.IdMappings;
import dev.ocispec.spec.LinuxIdMapping;
import java.util.List;
import java.util.Optional;

/** The caller, from facts about the host. */
final class Callers {
  private Callers() {}

  static Caller of(HostFacts facts) {
    if (facts.subordinateUids().isEmpty() || facts.subordinateGids().isEmpty()) {
      return new Caller(facts.uid(), facts.gid(), Optional.empty());
    }
    return new Caller(
        facts.uid(),
        facts.gid(),
        Optional.of(
            new IdMappings(
                unchanged(facts.subordinateUids()), unchanged(facts.subordinateGids()))));
  }

  private static List<LinuxIdMapping> unchanged(List<IdRange> ranges) {
    return ranges.stream()
        .map(range -> IdMappings.mapping(range.first(), range.first(), range.count()))
        .toList();
  }
}
