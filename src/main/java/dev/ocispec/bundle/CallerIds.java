package dev.ocispec.bundle;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.IdRange;
import dev.ocispec.preset.IdMappings;
import dev.ocispec.spec.LinuxIdMapping;
import java.util.List;
import java.util.Optional;

/**
 * Whose files this process can make and remove.
 *
 * @param uid its user
 * @param gid its group
 * @param subordinate for an ordinary user, the host ids that are its own besides
 */
record CallerIds(long uid, long gid, Optional<IdMappings> subordinate) {
  static CallerIds of(HostFacts facts) {
    return new CallerIds(
        facts.uid(),
        facts.gid(),
        facts.subordinateUids().isEmpty() || facts.subordinateGids().isEmpty()
            ? Optional.empty()
            : Optional.of(
                new IdMappings(
                    unchanged(facts.subordinateUids()), unchanged(facts.subordinateGids()))));
  }

  boolean isRoot() {
    return uid == 0;
  }

  boolean is(long otherUid, long otherGid) {
    return uid == otherUid && gid == otherGid;
  }

  private static List<LinuxIdMapping> unchanged(List<IdRange> ranges) {
    return ranges.stream()
        .map(range -> IdMappings.mapping(range.first(), range.first(), range.count()))
        .toList();
  }
}
