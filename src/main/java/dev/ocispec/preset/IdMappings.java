package dev.ocispec.preset;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.IdRange;
import dev.ocispec.host.internal.HostDetection;
import dev.ocispec.host.internal.IdRanges;
import dev.ocispec.spec.LinuxIdMapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The mapping of ids in a container's user namespace to host ids.
 *
 * @param uids ranges of user ids
 * @param gids ranges of group ids
 */
public record IdMappings(List<LinuxIdMapping> uids, List<LinuxIdMapping> gids) {
  /** The next one, 2^32-1, is "no id" to the kernel. */
  private static final long LAST_ID = 0xFFFF_FFFEL;

  /** How many ranges a user namespace can have. */
  private static final int MOST_RANGES = 340;

  /**
   * Copies both lists.
   *
   * @param uids ranges of user ids
   * @param gids ranges of group ids
   * @throws IllegalArgumentException when one of them is empty, since a user namespace needs both
   */
  public IdMappings {
    uids = List.copyOf(uids);
    gids = List.copyOf(gids);
    if (uids.isEmpty() || gids.isEmpty()) {
      throw new IllegalArgumentException("expected at least one user and one group mapping");
    }
  }

  /**
   * {@return the mapping that every user may make without help: container ids 0 to one host user
   * and group}
   *
   * @param hostUid the host user, 0 to 2^32-1
   * @param hostGid the host group, 0 to 2^32-1
   */
  public static IdMappings single(long hostUid, long hostGid) {
    return new IdMappings(List.of(mapping(0, hostUid, 1)), List.of(mapping(0, hostGid, 1)));
  }

  /**
   * {@return the mapping for the user who runs this process} It reads {@code /proc/self/status},
   * {@code /etc/subuid} and {@code /etc/subgid}, and starts nothing.
   *
   * @see #of(HostFacts)
   */
  public static IdMappings ofCaller() {
    return of(HostDetection.of(Path.of("/")).caller());
  }

  /**
   * {@return the mapping for the user of whom {@code facts} tell: container id 0 is that user, and
   * the ids from 1 on are its subordinate ones, in the order of the files}
   *
   * <p>Without subordinate ids of both kinds it is {@link #single(long, long)}.
   *
   * @param facts who the user is, and which ids it may map
   */
  public static IdMappings of(HostFacts facts) {
    List<IdRange> uids = IdRanges.usable(facts.subordinateUids(), facts.uid());
    List<IdRange> gids = IdRanges.usable(facts.subordinateGids(), facts.gid());
    return uids.isEmpty() || gids.isEmpty()
        ? single(facts.uid(), facts.gid())
        : new IdMappings(fromZero(facts.uid(), uids), fromZero(facts.gid(), gids));
  }

  private static List<LinuxIdMapping> fromZero(long own, List<IdRange> subordinate) {
    List<LinuxIdMapping> all = new ArrayList<>(List.of(mapping(0, own, 1)));
    long next = 1;
    for (IdRange range : subordinate) {
      long size = Math.min(range.count(), LAST_ID - next + 1);
      if (size > 0 && all.size() < MOST_RANGES) {
        all.add(mapping(next, range.first(), size));
        next += size;
      }
    }
    return all;
  }

  /**
   * One range: {@code size} ids from {@code containerId} on are the host's from {@code hostId} on.
   *
   * @param containerId the first id in the container
   * @param hostId the first id of the host
   * @param size how many ids there are
   * @return the mapping
   */
  public static LinuxIdMapping mapping(long containerId, long hostId, long size) {
    return LinuxIdMapping.builder().containerID(containerId).hostID(hostId).size(size).build();
  }

  /**
   * {@return the host's id that is {@code id} in the container; empty when {@code mappings} leave
   * it out, or lead to what can't be an id: ids are 0 to 2^32-2}
   *
   * @param mappings the mappings of one kind, of user or of group ids
   * @param id an id in the container
   */
  public static OptionalLong toHost(List<LinuxIdMapping> mappings, long id) {
    if (id > LAST_ID) {
      return OptionalLong.empty();
    }
    return mappings.stream()
        .filter(m -> id >= m.containerID() && id - m.containerID() < m.size())
        .mapToLong(m -> m.hostID() + (id - m.containerID()))
        .filter(host -> host <= LAST_ID)
        .findFirst();
  }

  /**
   * {@return whether the container's user id {@code uid} is mapped}
   *
   * @param uid a user id in the container
   */
  public boolean coversUid(long uid) {
    return toHost(uids, uid).isPresent();
  }

  /**
   * {@return whether the container's group id {@code gid} is mapped}
   *
   * @param gid a group id in the container
   */
  public boolean coversGid(long gid) {
    return toHost(gids, gid).isPresent();
  }
}
