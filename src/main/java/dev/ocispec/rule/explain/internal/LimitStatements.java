package dev.ocispec.rule.explain.internal;

import dev.ocispec.report.JsonPointer;
import dev.ocispec.rule.Topic;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.rule.knowledge.internal.MountMeaning;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxMemory;
import dev.ocispec.spec.LinuxPids;
import dev.ocispec.spec.LinuxResources;
import dev.ocispec.spec.Mount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Limits on memory and processes. */
final class LimitStatements {
  private static final String RESOURCES = "/linux/resources";
  private static final String MEMORY = RESOURCES + "/memory";

  // Where control groups have room for any number of bytes: the largest number of whole pages.
  private static final long ANY = Long.MAX_VALUE - 4095;

  private final ContainerView container;
  private final Statements to;
  private final Map<String, String> unified;

  private LimitStatements(ContainerView container, Statements to) {
    this.container = container;
    this.to = to;
    this.unified = resources(container).map(LinuxResources::unified).orElse(Map.of());
  }

  static void add(ContainerView container, Statements to) {
    LimitStatements part = new LimitStatements(container, to);
    part.memory();
    part.processes();
    part.unified();
    part.group();
  }

  static Optional<LinuxResources> resources(ContainerView container) {
    return container.spec().linux().flatMap(Linux::resources);
  }

  private boolean isSet(String file) {
    return unified.containsKey(file) && !unified.get(file).equals("max");
  }

  private void memory() {
    Optional<LinuxMemory> memory = resources(container).flatMap(LinuxResources::memory);
    OptionalLong limit = memory.map(LinuxMemory::limit).orElse(OptionalLong.empty());
    boolean limited = limit.isPresent() && limit.getAsLong() > 0 && limit.getAsLong() < ANY;
    if (limited) {
      to.plain(
          Topic.RESOURCES,
          MEMORY + "/limit",
          "it may use " + Words.bytes(limit.getAsLong()) + " of memory");
    } else if (!isSet("memory.max")) {
      to.notable(
          Topic.RESOURCES,
          MEMORY + "/limit",
          "no limit on memory: it can use up all that the host has");
      tmpfs();
    }
    memory.ifPresent(value -> memoryDetails(value, limited ? limit.getAsLong() : -1));
  }

  private void memoryDetails(LinuxMemory memory, long limit) {
    memory
        .swap()
        .ifPresent(
            swap ->
                to.plain(
                    Topic.RESOURCES,
                    MEMORY + "/swap",
                    swap < 0
                        ? "no limit on swap space"
                        : swap == limit
                            ? "it may use no swap space"
                            : "it may use " + Words.bytes(swap) + " of memory and swap together"));
    memory
        .reservation()
        .ifPresent(
            bytes ->
                to.plain(
                    Topic.RESOURCES,
                    MEMORY + "/reservation",
                    bytes < 0
                        ? "no memory is reserved for it"
                        : "when memory is short, the kernel takes back first what it has above "
                            + Words.bytes(bytes)));
    if (memory.disableOOMKiller().orElse(false)) {
      to.notable(
          Topic.RESOURCES,
          MEMORY + "/disableOOMKiller",
          "when it is out of memory its processes hang instead of being killed (cgroup v1)");
    }
  }

  private void tmpfs() {
    List<Mount> mounts = container.spec().mounts();
    for (int i = 0; i < mounts.size(); i++) {
      Mount mount = mounts.get(i);
      boolean sized =
          mount.options().stream()
              .anyMatch(o -> o.startsWith("size=") || o.startsWith("nr_blocks="));
      if (mount.type().equals(Optional.of("tmpfs"))
          && !MountMeaning.isBind(mount)
          && !MountMeaning.isReadOnly(mount)
          && !sized) {
        to.notable(
            Topic.RESOURCES,
            "/mounts/" + i,
            "its tmpfs at "
                + Words.path(mount.destination())
                + " has no size: what is written there can fill half of the host's memory");
      }
    }
  }

  private void processes() {
    OptionalLong limit =
        resources(container)
            .flatMap(LinuxResources::pids)
            .map(LinuxPids::limit)
            .map(OptionalLong::of)
            .orElse(OptionalLong.empty());
    String place = RESOURCES + "/pids/limit";
    if (limit.isPresent() && limit.getAsLong() > 0) {
      to.plain(
          Topic.RESOURCES,
          place,
          "it may have "
              + Words.count(limit.getAsLong(), "process or thread", "processes and threads")
              + " at a time");
    } else if (!isSet("pids.max")) {
      to.notable(
          Topic.RESOURCES,
          place,
          limit.isPresent() && limit.getAsLong() == 0
              ? "a limit of 0 processes, which runtimes take for no limit: it can use up all"
                  + " process ids of the host"
              : "no limit on processes: it can use up all process ids of the host");
    }
  }

  private void unified() {
    unified.forEach(
        (file, value) ->
            to.plain(
                Topic.RESOURCES,
                RESOURCES + "/unified/" + JsonPointer.escape(file),
                "its control group has "
                    + Words.path(file)
                    + " set to "
                    + Words.quoted(value)
                    + " (cgroup v2)"));
  }

  private void group() {
    Optional<String> path =
        container.spec().linux().flatMap(Linux::cgroupsPath).filter(text -> !text.isEmpty());
    to.plain(
        Topic.RESOURCES,
        "/linux/cgroupsPath",
        path.map(text -> "its control group is " + Words.path(text))
            .orElse("the runtime chooses its control group"));
  }
}
