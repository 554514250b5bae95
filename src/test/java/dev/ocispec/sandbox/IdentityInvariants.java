package dev.ocispec.sandbox;

import dev.ocispec.host.IdRange;
import dev.ocispec.spec.LinuxIdMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Promises about whom a build runs as. */
final class IdentityInvariants {
  /** The highest id that login.defs or a distribution gives to people and services. */
  private static final long LAST_USUAL_ID = 65_535;

  private IdentityInvariants() {}

  static List<String> exactlyWithUserNamespace(SandboxCase c) {
    List<String> found = new ArrayList<>();
    if (c.linux().uidMappings().isEmpty() == c.rootless()) {
      found.add("uid mappings: " + c.linux().uidMappings());
    }
    if (c.linux().gidMappings().isEmpty() == c.rootless()) {
      found.add("gid mappings: " + c.linux().gidMappings());
    }
    return found;
  }

  static List<String> coverTheBuild(SandboxCase c) {
    List<String> found = new ArrayList<>();
    if (c.rootless() && onHost(c.uid(), c.linux().uidMappings()).isEmpty()) {
      found.add("user " + c.uid() + " is not mapped");
    }
    if (c.rootless() && onHost(c.gid(), c.linux().gidMappings()).isEmpty()) {
      found.add("group " + c.gid() + " is not mapped");
    }
    // runc starts as root of the container.
    if (c.rootless() && onHost(0, c.linux().uidMappings()).isEmpty()) {
      found.add("root is not mapped");
    }
    return found;
  }

  static List<String> doNotOverlap(SandboxCase c) {
    List<String> found = new ArrayList<>(overlaps(c.linux().uidMappings()));
    found.addAll(overlaps(c.linux().gidMappings()));
    return found;
  }

  static List<String> withinRanges(SandboxCase c) {
    List<String> found =
        new ArrayList<>(
            outside(c.linux().uidMappings(), c.host().uid(), c.host().subordinateUids()));
    found.addAll(outside(c.linux().gidMappings(), c.host().gid(), c.host().subordinateGids()));
    return found;
  }

  static List<String> noOrdinaryUser(SandboxCase c) {
    if (c.rootless() || c.sandbox().buildIds().isPresent()) {
      return List.of();
    }
    return c.uid() > LAST_USUAL_ID && c.gid() > LAST_USUAL_ID
        ? List.of()
        : List.of("the build is " + c.uid() + ":" + c.gid() + " of the host");
  }

  /** Where subordinate ids are used, id 0 is not the build's. */
  static List<String> notTheCaller(SandboxCase c) {
    OptionalLong host = onHost(c.uid(), c.linux().uidMappings());
    boolean lent = c.linux().uidMappings().size() > 1;
    return lent && host.equals(OptionalLong.of(c.host().uid()))
        ? List.of("the build is the caller, " + c.host().uid())
        : List.of();
  }

  private static List<String> overlaps(List<LinuxIdMapping> mappings) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < mappings.size(); i++) {
      for (int j = 0; j < i; j++) {
        LinuxIdMapping a = mappings.get(i);
        LinuxIdMapping b = mappings.get(j);
        if (meet(a.containerID(), a.size(), b.containerID(), b.size())
            || meet(a.hostID(), a.size(), b.hostID(), b.size())) {
          found.add(a + " overlaps " + b);
        }
      }
    }
    return found;
  }

  private static boolean meet(long a, long sizeOfA, long b, long sizeOfB) {
    return a < b + sizeOfB && b < a + sizeOfA;
  }

  /** Each id is the caller's own, unless that is root's, or lent. */
  private static List<String> outside(
      List<LinuxIdMapping> mappings, long caller, List<IdRange> ranges) {
    List<String> found = new ArrayList<>();
    for (LinuxIdMapping mapping : mappings) {
      for (long id = mapping.hostID(); id < mapping.hostID() + mapping.size(); id++) {
        long host = id;
        boolean own = host == caller && caller != 0;
        if (host == 0 || !own && ranges.stream().noneMatch(range -> range.contains(host))) {
          found.add("the host's id " + host + " is not to be mapped");
        }
      }
    }
    return found;
  }

  private static OptionalLong onHost(long id, List<LinuxIdMapping> mappings) {
    return mappings.stream()
        .filter(m -> id >= m.containerID() && id < m.containerID() + m.size())
        .mapToLong(m -> m.hostID() + id - m.containerID())
        .findFirst();
  }
}
