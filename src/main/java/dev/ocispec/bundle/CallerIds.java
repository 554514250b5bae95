package dev.ocispec.bundle;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.IdRange;
import dev.ocispec.host.internal.IdRanges;
import dev.ocispec.preset.IdMappings;
import dev.ocispec.spec.LinuxIdMapping;
import java.util.ArrayList;
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
  /** The mappings of a user namespace that the kernel takes, without the caller's own. */
  private static final int MOST_MAPPINGS = 339;

  /** The caller that {@code facts} tell of. */
  static CallerIds of(HostFacts facts) {
    List<LinuxIdMapping> uids = unchanged(facts.subordinateUids(), facts.uid());
    List<LinuxIdMapping> gids = unchanged(facts.subordinateGids(), facts.gid());
    return new CallerIds(
        facts.uid(),
        facts.gid(),
        uids.isEmpty() || gids.isEmpty()
            ? Optional.empty()
            : Optional.of(new IdMappings(uids, gids)));
  }

  /**
   * The mappings of a user namespace in which the caller is root and the other ids are what they
   * are here; {@link #subordinate()} is there.
   */
  IdMappings withOwn() {
    IdMappings others = subordinate.orElseThrow();
    return new IdMappings(with(uid, others.uids()), with(gid, others.gids()));
  }

  private static List<LinuxIdMapping> with(long own, List<LinuxIdMapping> others) {
    List<LinuxIdMapping> all = new ArrayList<>();
    all.add(IdMappings.mapping(0, own, 1));
    all.addAll(others);
    return all;
  }

  boolean isRoot() {
    return uid == 0;
  }

  boolean is(long otherUid, long otherGid) {
    return uid == otherUid && gid == otherGid;
  }

  /** Of too many ranges the last, since a build's ids come from the end. */
  private static List<LinuxIdMapping> unchanged(List<IdRange> ranges, long own) {
    List<IdRange> usable = IdRanges.usable(ranges, own);
    return usable.stream()
        .skip(Math.max(0, usable.size() - MOST_MAPPINGS))
        .map(range -> IdMappings.mapping(range.first(), range.first(), range.count()))
        .toList();
  }
}
