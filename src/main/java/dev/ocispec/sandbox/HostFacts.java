package dev.ocispec.sandbox;

import dev.ocispec.features.Features;
import dev.ocispec.spec.LinuxNamespaceType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.immutables.value.Value;

/**
 * What a sandbox needs to know of the machine and of the user who starts the runtime.
 *
 * <p>{@link #detect()} reads it from this machine; {@link #builder()} says it, for another machine
 * or a test. A builder starts with root on an x86_64 machine that has all namespaces and nothing
 * else.
 */
@Value.Immutable(copy = false)
public interface HostFacts {
  /** The user id that starts the runtime; 0 by default. */
  @Value.Default
  default long uid() {
    return 0;
  }

  /** Its group id; 0 by default. */
  @Value.Default
  default long gid() {
    return 0;
  }

  /** The user's name, as {@code /etc/subuid} uses it; {@code root} by default. */
  @Value.Default
  default String userName() {
    return "root";
  }

  /** User ids that belong to this user for its containers, and that it can map. */
  List<IdRange> subordinateUids();

  /** Group ids that belong to this user for its containers, and that it can map. */
  List<IdRange> subordinateGids();

  /** The processor as {@code uname -m} names it; {@code x86_64} by default. */
  @Value.Default
  default String architecture() {
    return "x86_64";
  }

  /**
   * The systems whose programs run here, for instance {@code x86_64-linux}, emulated ones included;
   * by default those of the architecture.
   */
  @Value.Default
  default Set<String> systems() {
    return Machine.systems(architecture());
  }

  /** Memory of the machine in bytes; empty when it is not known. */
  OptionalLong memory();

  /** The namespaces that this user can make; all but time by default. */
  @Value.Default
  default Set<LinuxNamespaceType> namespaces() {
    return Machine.NAMESPACES;
  }

  /** How control groups are arranged; {@code NONE} by default. */
  @Value.Default
  default CgroupMode cgroupMode() {
    return CgroupMode.NONE;
  }

  /** The controllers through which this user can limit a container, for instance {@code memory}. */
  Set<String> cgroupControllers();

  /** A shell that runs without any other file; empty when there is none. */
  Optional<Path> staticShell();

  /** The files for name resolution that exist, of {@code /etc/resolv.conf} and the like. */
  Set<String> resolverFiles();

  /**
   * Flags that hold at and below a path, of {@code ro}, {@code nosuid}, {@code nodev} and {@code
   * noexec}. A container in a user namespace can't drop them from what it binds.
   */
  Map<String, Set<String>> mountFlags();

  /** The device nodes, by absolute path. */
  Map<String, DeviceNumber> devices();

  /** What the runtime says that it can do; empty when it was not asked. */
  Optional<Features> runtimeFeatures();

  /** What could not be found out, or can't be used, one line each. */
  List<String> unknown();

  /** The flags of {@link #mountFlags()} that hold at {@code path}: those of the nearest entry. */
  default Set<String> flagsAt(String path) {
    for (String at = path; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
      Set<String> flags = mountFlags().get(at);
      if (flags != null) {
        return flags;
      }
    }
    return mountFlags().getOrDefault("/", Set.of());
  }

  /** Whether the runtime is known to understand the mount option {@code name}. */
  default boolean knowsMountOption(String name) {
    return runtimeFeatures().map(f -> f.mountOptions().contains(name)).orElse(false);
  }

  /**
   * Reads the facts from this machine, for any request. It runs nothing, so what the runtime can do
   * stays unknown: add it with {@code toBuilder().runtimeFeatures(…)}.
   */
  static HostFacts detect() {
    return HostDetection.of(Path.of("/")).facts();
  }

  /**
   * The same, and the mount flags of what {@code request} takes from the host, symbolic links
   * followed.
   */
  static HostFacts detect(BuildRequest request) {
    return HostDetection.of(Path.of("/")).facts(request);
  }

  /** A builder with the defaults. */
  static Builder builder() {
    return ImmutableHostFacts.builder();
  }

  /** A builder that holds all of these facts. */
  default Builder toBuilder() {
    return ImmutableHostFacts.builder().from(this);
  }

  /** Collects facts; what is not set is as the accessor says. Not thread-safe. */
  interface Builder {
    /** Sets the user id that starts the runtime. */
    Builder uid(long value);

    /** Sets its group id. */
    Builder gid(long value);

    /** Sets the user's name. */
    Builder userName(String value);

    /** Replaces the user ids that the user can map. */
    Builder subordinateUids(Iterable<? extends IdRange> values);

    /** Appends user ids that the user can map. */
    Builder addSubordinateUid(IdRange value);

    /** Replaces the group ids that the user can map. */
    Builder subordinateGids(Iterable<? extends IdRange> values);

    /** Appends group ids that the user can map. */
    Builder addSubordinateGid(IdRange value);

    /** Sets the processor as {@code uname -m} names it. */
    Builder architecture(String value);

    /** Sets the systems whose programs run here. */
    Builder systems(Iterable<String> values);

    /** Sets the machine's memory in bytes. */
    Builder memory(long bytes);

    /** Sets the namespaces that the user can make. */
    Builder namespaces(Iterable<? extends LinuxNamespaceType> values);

    /** Sets how control groups are arranged. */
    Builder cgroupMode(CgroupMode value);

    /** Replaces the controllers that the user can set. */
    Builder cgroupControllers(Iterable<String> values);

    /** Sets a shell that runs without any other file. */
    Builder staticShell(Path value);

    /** Replaces the files for name resolution that exist. */
    Builder resolverFiles(Iterable<String> values);

    /** Replaces the flags of mounts. */
    Builder mountFlags(Map<String, ? extends Set<String>> values);

    /** Sets the flags that hold at and below a path. */
    Builder putMountFlag(String path, Set<String> flags);

    /** Replaces the device nodes. */
    Builder devices(Map<String, ? extends DeviceNumber> values);

    /** Adds a device node. */
    Builder putDevice(String path, DeviceNumber device);

    /** Sets what the runtime says that it can do. */
    Builder runtimeFeatures(Features value);

    /** Replaces what could not be found out. */
    Builder unknown(Iterable<String> values);

    /** Appends something that could not be found out. */
    Builder addUnknown(String line);

    /** Makes the value. */
    HostFacts build();
  }
}
