package dev.ocispec.preset;

import dev.ocispec.report.JsonPointer;
import dev.ocispec.spec.LinuxDevice;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Device nodes. An ordinary user can make none, but bind those of the host; the runtimes' own way
 * to do so fails where the host has the node elsewhere, and crun's on some kernels always.
 */
final class RootlessDevices {
  private static final JsonPointer LIST = JsonPointer.parse("/linux/devices");

  /** The nodes that all hosts have, by number; runtimes put them into every container. */
  private static final Map<String, String> EVERYWHERE =
      Map.of(
          "1:3", "/dev/null",
          "1:5", "/dev/zero",
          "1:7", "/dev/full",
          "1:8", "/dev/random",
          "1:9", "/dev/urandom",
          "5:0", "/dev/tty");

  private final RootlessCaller caller;
  private final RootlessChanges changes;

  RootlessDevices(RootlessCaller caller, RootlessChanges changes) {
    this.caller = caller;
    this.changes = changes;
  }

  Spec apply(Spec spec) {
    List<LinuxDevice> devices = spec.linux().orElseThrow().devices();
    if (devices.isEmpty()) {
      return spec;
    }
    List<Mount> mounts = new ArrayList<>(spec.mounts());
    for (int i = 0; i < devices.size(); i++) {
      bound(devices.get(i), LIST.append(i)).ifPresent(mounts::add);
    }
    Spec.Builder builder = spec.toBuilder();
    if (mounts.size() != spec.mounts().size()) {
      builder.mounts(mounts);
    }
    return builder.linux(linux -> linux.clearDevices()).build();
  }

  private Optional<Mount> bound(LinuxDevice device, JsonPointer place) {
    String everywhere = everywhere(device).orElse("");
    if (everywhere.equals(device.path())) {
      changes.add(
          place, "left to the runtime, which binds the host's " + everywhere + " by itself");
      return Optional.empty();
    }
    if (everywhere.isEmpty() && !caller.hasDevice(device.path())) {
      changes.add(
          place,
          "left out: an ordinary user can't make the node "
              + device.path()
              + ", and it is not known that the host has it to be bound");
      return Optional.empty();
    }
    String source = everywhere.isEmpty() ? device.path() : everywhere;
    changes.add(
        place,
        "replaced by a bind of the host's "
            + source
            + ": an ordinary user can't make device nodes; mode and owner are the host's");
    return Optional.of(
        Mount.builder()
            .destination(device.path())
            .type("bind")
            .source(source)
            .options("bind", "nosuid", "noexec")
            .build());
  }

  private static Optional<String> everywhere(LinuxDevice device) {
    return device.type().toString().matches("[cu]")
        ? Optional.ofNullable(
            EVERYWHERE.get(device.major().orElse(-1) + ":" + device.minor().orElse(-1)))
        : Optional.empty();
  }
}
