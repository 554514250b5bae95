package dev.ocispec.sandbox;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.spec.Mount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The mounts of a command that works in a folder of the host, each after those above it. */
final class InPlaceMounts {
  /** The private folders that every command has; asking for the host's gives these. */
  static final Set<String> PRIVATE = Set.of("/tmp", "/dev/shm");

  private final InPlaceCommand command;
  private final HostFacts host;
  private final SandboxLimits limits;

  /** By destination: of two at one place, the later one here is what was asked for last. */
  private final Map<String, Mount> mounts = new LinkedHashMap<>();

  private InPlaceMounts(InPlaceCommand command, HostFacts host, SandboxLimits limits) {
    this.command = command;
    this.host = host;
    this.limits = limits;
  }

  /** Those of the profile, and what the command is to see and to change. */
  static List<Mount> of(
      List<Mount> profile, InPlaceCommand command, HostFacts host, SandboxLimits limits) {
    InPlaceMounts rules = new InPlaceMounts(command, host, limits);
    profile.forEach(rules::put);
    command.shown().forEach(rules::shown);
    command.temporary().stream().filter(place -> !PRIVATE.contains(place)).forEach(rules::memory);
    command.writable().forEach(path -> rules.writable(path, PathBytes.text(path)));
    rules.writable(command.folder(), command.place());
    // Also above what the host has there: its servers of names can't be reached.
    profile.stream().filter(SandboxLayout::isPrivateResolver).forEach(rules::put);
    List<Mount> all = new ArrayList<>(rules.mounts.values());
    all.sort((one, other) -> Long.compare(depth(one), depth(other)));
    return all;
  }

  private void put(Mount mount) {
    mounts.put(mount.destination(), mount);
  }

  private void shown(HostBind bind) {
    String source = PathBytes.text(bind.source());
    List<String> options = new ArrayList<>(List.of("rbind", "ro"));
    if (host.knowsMountOption("rro")) {
      options.add("rro");
    }
    options.addAll(List.of("nosuid", "nodev"));
    put(Mounts.of(bind.destination(), "bind", source, withLocked(options, source)));
  }

  private void memory(String place) {
    put(
        Mounts.of(
            place,
            "tmpfs",
            "tmpfs",
            "nosuid",
            "nodev",
            "noatime",
            "mode=1777",
            "size=" + limits.temporarySpace()));
  }

  private void writable(Path path, String place) {
    if (PRIVATE.contains(PathBytes.text(path)) && !path.equals(command.folder())) {
      return;
    }
    String source = PathBytes.text(path);
    List<String> options = new ArrayList<>(List.of("rbind", "rw", "nosuid", "nodev"));
    put(Mounts.of(place, "bind", source, withLocked(options, source)));
  }

  /** The flags of the source's mount are kept, since a user namespace can't drop them. */
  private List<String> withLocked(List<String> options, String source) {
    new TreeSet<>(host.flagsAt(source))
        .stream()
            .filter(flag -> !flag.equals("ro") && !options.contains(flag))
            .forEach(options::add);
    return options;
  }

  private static long depth(Mount mount) {
    return mount.destination().chars().filter(c -> c == '/').count();
  }
}
